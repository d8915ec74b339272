# SPDX-License-Identifier: GPL-2.0-only
"""kml gdt: every segment descriptor."""
import gdb

from kmlgdb import machine, tables


def describe(selector, segment):
    if segment.raw == 0:
        return f"  {selector:#04x}  null"
    line = (f"  {selector:#04x}  DPL {segment.dpl}  base {segment.base:#x}  "
            f"limit {segment.limit:#x}  {segment.kind}")
    if segment.is_tss:
        line += f"  {tables.tss_name(selector)}"
    return line if segment.present else line + "  (not present)"


class Gdt(gdb.Command):
    """Decode the GDT: all segment descriptors.

A line tells the selector, the descriptor's privilege level (DPL), base and
limit, and the type. "busy" at a TSS means that this task runs, or waits for
one that interrupted it: a task gate to it would raise #GP. A TSS is followed
by the kernel's name for it. SDM vol. 3, 3.4.5 and 7.2.2."""

    def __init__(self):
        super().__init__("kml gdt", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        table = machine.system_registers().gdt
        print(f"GDT at {machine.describe(table.base)}, limit {table.limit:#x}")
        for selector, segment in tables.gdt().items():
            print(describe(selector, segment))


Gdt()
