// SPDX-License-Identifier: GPL-2.0-only
/*
 * What would change the answers of macros: the programs that a macro asks, and
 * the Debian packages that hold them. Each line is what the tree's own script,
 * or scripts/Kconfig.include, checks.
 */
#include "model/model.h"

#include <string.h>

/* The first whose part is in the macro, and whose answer is the macro's. */
static const struct {
	const char *part, *answer, *hint;
} hints[] = {
	{"plugin-version.h", "n",
	 "the headers of gcc's plugins are missing (package gcc-12-plugin-dev for gcc 12)"},
	{"pahole-version.sh", "0", "pahole is not installed (package dwarves)"},
	{"rust_is_available.sh", "n",
	 "rustc, bindgen, libclang and Rust's own source are needed (packages rustc, bindgen, libclang-dev, rust-src), in the versions that \"make LLVM=1 rustavailable\" names"},
	{"$(RUSTC) --version", "", "rustc is not installed (package rustc)"},
	{"$(BINDGEN) --version", "",
	 "bindgen is not installed (package bindgen)"},
	{"test \"$(cc-name)\" = Clang", "n",
	 "the compiler is not clang (package clang; CC=clang chooses it)"},
	{"test \"$(cc-name)\" = GCC", "n",
	 "the compiler is not gcc (package gcc; CC=gcc chooses it)"},
	{"test \"$(as-name)\" = LLVM", "n",
	 "the assembler is not clang's own (package clang; CC=clang chooses it)"},
	{"test \"$(as-name)\" = GNU", "n",
	 "the assembler is not GNU's (package binutils; CC=gcc chooses it)"},
	{"test \"$(ld-name)\" = LLD", "n",
	 "the linker is not LLVM's (package lld; LD=ld.lld chooses it)"},
	{"test \"$(ld-name)\" = BFD", "n",
	 "the linker is not GNU's (package binutils; LD=ld chooses it)"},
	{"$(NM) --help", "n",
	 "nm is not LLVM's (package llvm; NM=llvm-nm chooses it)"},
	{"$(AR) --help", "n",
	 "ar is not LLVM's (package llvm; AR=llvm-ar chooses it)"},
	{"$(OBJCOPY) --version", "n",
	 "objcopy is LLVM's: GNU's is needed (package binutils; OBJCOPY=objcopy chooses it)"},
	{"tools-support-relr.sh", "n",
	 "the linker does not know --pack-dyn-relocs=relr; LLVM's does (package lld; LD=ld.lld chooses it)"},
	{"cc-can-link.sh", "n",
	 "the compiler cannot link a program: the C library is missing (package libc6-dev; gcc-multilib for -m32)"},
	{"$(cc-option,", "n",
	 "the compiler refuses these options; another compiler, or another version (CC=... chooses it), may take them"},
	{"$(ld-option,", "n",
	 "the linker refuses these options; another linker, or another version (LD=... chooses it), may take them"},
	{"$(as-instr,", "n",
	 "the assembler does not know this instruction; a newer one (package binutils) may"},
};

const char *macro_hint(const struct symbol *macro)
{
	size_t i;

	for (i = 0; i < sizeof(hints) / sizeof(*hints); i++)
		if (strstr(macro->macro, hints[i].part) &&
		    !strcmp(macro->name, hints[i].answer))
			return hints[i].hint;
	return NULL;
}
