# SPDX-License-Identifier: GPL-2.0-only
"""kml tss: the state of a task (i386), or a list of stacks (x86-64)."""
import gdb

from kmlgdb import kernel, machine, stacks, tables, taskstate
from kmlgdb.command import Command

SAVED_ROWS = (("eax", "ecx", "edx", "ebx"), ("esp", "ebp", "esi", "edi"),
              ("es", "cs", "ss", "ds", "fs", "gs", "ldt"))


def find(text):
    """The selector of the TSS that a user means: df, tss_df or 0x30."""
    wanted = kernel.module().TSS_WORDS.get(text, text)
    found = {selector: tables.tss_name(selector)
             for selector in tables.tss_selectors()}
    for selector, name in found.items():
        if wanted in (name, hex(selector)):
            return selector
    known = ", ".join(f"{name} ({selector:#x})"
                      for selector, name in found.items())
    raise gdb.GdbError(f"kml: the GDT has no TSS `{text}`, but "
                       f"{known or 'none'}")


def print_stacks_64(tss):
    for field in tss.layout:
        if field != "io map base" and tss[field]:
            print(f"  {field}  {tss[field]:#x}  "
                  f"{stacks.describe(tss[field])}")
    print(f"  io map base  {tss['io map base']:#x}")


def print_task_32(tss):
    link = tss["back link"]
    print(f"  back link  {link:#x}"
          + (f" {tables.tss_name(link)}" if link else ""))
    print(f"  esp0  {tss['esp0']:#x}  ss0 {tss['ss0']:#x}")
    print(f"  cr3  {tss['cr3']:#x}  (loaded, but never saved)")
    print(f"  eip  {machine.describe(tss['eip'])}")
    nt = ", NT" if tss["eflags"] & machine.EFLAGS_NT else ""
    print(f"  eflags  {tss['eflags']:#x}{nt}")
    for row in SAVED_ROWS:
        print("  " + "  ".join(f"{field} {tss[field]:#x}" for field in row))


class ShowTss(Command):
    """Decode a TSS: by default the live one, which TR names.
Usage: kml tss [NAME|SELECTOR]

NAME is the kernel's name for a TSS, or in short main, df, pf or nmi. On i386
a TSS holds a task: the registers saved when it was last interrupted (those of
the *live* one are stale), CR3, the stack for CPL 0, and the back link to the
task that it interrupted. On x86-64 it is a list of stacks, each given by its
top: for CPL 0 (rsp0) and for gates with an IST (IST1 to IST7). SDM vol. 3,
figures 7-2 and 7-11."""

    def __init__(self):
        super().__init__("tss")

    def run(self, argument):
        machine.require_protected_mode("has no tasks")
        tr = machine.system_registers().tr
        if not argument and not tr:
            raise gdb.GdbError(
                "kml: TR names no TSS (yet): name one, as in `kml tss main`, "
                "or continue until the kernel has loaded it")
        selector = find(argument) if argument else tr & ~7
        if selector not in tables.tss_selectors():
            raise gdb.GdbError(f"kml: TR = {tr:#x} names no TSS in this GDT")
        tss = taskstate.Tss(tables.gdt()[selector])
        print(f"TSS {selector:#x} {tables.tss_name(selector)} at "
              f"{tss.segment.base:#x}, {tss.segment.kind}"
              + (", live" if selector == tr else ""))
        if machine.long_mode():
            print_stacks_64(tss)
        else:
            print_task_32(tss)


ShowTss()
