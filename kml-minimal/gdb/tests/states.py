# SPDX-License-Identifier: GPL-2.0-only
"""Every command in every state of the machine: at the reset vector, at each
instruction of boot.S, while the kernel sets up its tables, in the program,
without symbols, after the guest's end. A command prints what is known or, in one
line, what is missing: never a traceback, never a program that does not run."""
import gdb

from answers import (COMMANDS, check_all, continue_to, entry_point, fails)
from checks import check, equal, says, session, step
from kmlgdb import kernel, minimal

BOOT_STEPS = 40

# While no program runs, no command may print that one does.
PROGRAM = r"the program\b"

SET_UP = ("segments_init", "fpu_init", "pic_init", "timer_init",
          "process_spawn", "scheduler")


def flag(register, bit):
    return bool(int(gdb.parse_and_eval(f"${register}")) & 1 << bit)


# ---- the states -------------------------------------------------------------

def check_reset():
    check_all("at the reset vector", PROGRAM)
    says("kml where", r"^code     0xf000:0xfff0 \(0xfffffff0\), real mode",
         "SDM vol. 3, 9.1.4")
    says("kml where", "^task     none: real mode$", "no task")
    for command in ("gdt", "idt", "tss", "frame $sp"):
        fails(command, "real mode", "real mode has none")


def check_boot_step(number):
    state = f"{number} instructions into boot.S"
    check_all(state, PROGRAM)
    if not flag("cr0", 31):
        says("kml where", "^code .*, paging is off, CPL 0$", state)
        says("kml where", "^process  unknown: paging is off", state)
    fails("idt", "no IDT is loaded yet", state)
    fails("tss", "TR names no TSS", state)


def check_boot():
    continue_to(entry_point())
    says("kml frame (long *)$pc", "^  no frame: ", "code is no frame")
    says("kml gdt", r"^  0x08 .*32-bit code$", "the boot loader's")
    main = int(gdb.parse_and_eval("(unsigned long)kernel_main"))
    mask = (1 << 64) - 1 if main >> 32 else (1 << 32) - 1
    for number in range(BOOT_STEPS):
        check_boot_step(number)
        if int(gdb.parse_and_eval("(unsigned long)$pc")) & mask == main & mask:
            return
        step()
    check(False, f"boot.S comes to kernel_main in {BOOT_STEPS} instructions")


def check_set_up():
    for function in SET_UP:
        address = int(gdb.parse_and_eval(f"(unsigned long)&{function}"))
        continue_to(address)
        check_all(f"in {function}()", PROGRAM)
        says("kml where", rf"^code .*<{function}>, kernel text, CPL 0$",
             "the code")
        says("kml where", "^stack .*boot stack", "the stack")


def check_program():
    continue_to(int(gdb.parse_and_eval("(unsigned long)&push_on")))
    check_all("in the program")
    says("kml where", "^code .*<push_on>, the program, CPL 0$", "the code")
    says("kml where", "^stack .*, the program's stack$", "the stack")
    fails("exec /bin/none", "not Linux's", "Linux only")


def check_without_symbols():
    gdb.execute("symbol-file", to_string=True)
    check_all("without symbols", PROGRAM)
    says("kml where", r"^code     0x\w+, CPL 0$", "no more than the address")
    says("kml where", "^process  unknown: the symbols", "no process")


def check_end():
    gdb.execute("delete", to_string=True)
    try:
        gdb.execute("continue", to_string=True)
    except gdb.error:
        pass  # the connection closes
    check_all("after the end", PROGRAM)
    for command in COMMANDS:
        fails(command, "no guest is connected", "no guest")


def story():
    equal(kernel.module(), minimal, "kml-minimal is recognised")
    check_reset()
    check_boot()
    check_set_up()
    check_program()
    check_without_symbols()
    check_end()


session(story)
