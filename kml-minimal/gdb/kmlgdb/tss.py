# SPDX-License-Identifier: GPL-2.0-only
"""kml tss: the state of a task (i386), or a list of stacks (x86-64)."""
import gdb

from kmlgdb import machine, tables

# SDM vol. 3, figure 7-2: name -> (offset, bytes).
LAYOUT_32 = {"back link": (0, 2)}
LAYOUT_32.update({f"esp{i}": (4 + 8 * i, 4) for i in range(3)})
LAYOUT_32.update({f"ss{i}": (8 + 8 * i, 2) for i in range(3)})
LAYOUT_32.update({name: (28 + 4 * i, 4) for i, name in enumerate(
    "cr3 eip eflags eax ecx edx ebx esp ebp esi edi".split())})
LAYOUT_32.update({name: (72 + 4 * i, 2) for i, name in enumerate(
    "es cs ss ds fs gs ldt".split())})
LAYOUT_32["io map base"] = (102, 2)

# SDM vol. 3, figure 7-11.
LAYOUT_64 = {f"rsp{i}": (4 + 8 * i, 8) for i in range(3)}
LAYOUT_64.update({f"ist{i + 1}": (36 + 8 * i, 8) for i in range(7)})
LAYOUT_64["io map base"] = (102, 2)

SAVED_ROWS = (("eax", "ecx", "edx", "ebx"), ("esp", "ebp", "esi", "edi"),
              ("es", "cs", "ss", "ds", "fs", "gs", "ldt"))


class Tss:
    """The TSS that a descriptor points to, field by field."""

    def __init__(self, segment):
        self.segment = segment
        self.layout = LAYOUT_64 if machine.is_64bit() else LAYOUT_32

    def __getitem__(self, field):
        offset, size = self.layout[field]
        return machine.read_number(self.segment.base + offset, size)


def live():
    """The TSS that TR names. None before LTR, or if TR is unknown."""
    selector = machine.system_registers().tr
    segment = tables.gdt().get(selector & ~7) if selector else None
    return Tss(segment) if segment and segment.is_tss else None


def find(text):
    """The selector of the TSS that a user means: df, tss_df or 0x30."""
    found = tables.tss_selectors()
    for selector in found:
        name = tables.tss_name(selector)
        if text in (name, name.removeprefix("tss_"), hex(selector)):
            return selector
    known = ", ".join(f"{tables.tss_name(s).removeprefix('tss_')} ({s:#x})"
                      for s in found)
    raise gdb.GdbError(f"kml: no TSS `{text}` in the GDT. There are: {known}")


def print_stacks_64(tss):
    for field in tss.layout:
        if field != "io map base" and tss[field]:
            print(f"  {field}  {machine.describe(tss[field] - 1)} + 1")
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


class ShowTss(gdb.Command):
    """Decode a TSS: by default the live one, which TR names.
Usage: kml tss [NAME|SELECTOR]

NAME is main, df, pf or nmi: the kernel's symbol for a TSS, with or without
its "tss_". On i386 a TSS holds a task: the registers saved when it was last
interrupted (those of the *live* one are stale), CR3, the stack for CPL 0, and
the back link to the task that it interrupted. On x86-64 it is a list of
stacks: for CPL 0 (rsp0) and for gates with an IST (ist1 to ist7); each is
shown by the last byte below its top. SDM vol. 3, figures 7-2 and 7-11."""

    def __init__(self):
        super().__init__("kml tss", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        tr = machine.system_registers().tr
        if not argument and not tr:
            raise gdb.GdbError(
                "kml: TR names no TSS (yet): say which one, as in "
                "`kml tss main`, or run as far as segments_init's end")
        selector = find(argument) if argument else tr & ~7
        tss = Tss(tables.gdt()[selector])
        print(f"TSS {selector:#x} {tables.tss_name(selector)} at "
              f"{tss.segment.base:#x}, {tss.segment.kind}"
              + (", live" if selector == tr else ""))
        if machine.is_64bit():
            print_stacks_64(tss)
        else:
            print_task_32(tss)


ShowTss()
