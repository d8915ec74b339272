# SPDX-License-Identifier: GPL-2.0-only
"""kml gdt: every segment descriptor."""
from kmlgdb import machine, tables
from kmlgdb.command import Command


MOST_ENTRIES = 40


def describe(selector, segment):
    line = (f"  {selector:#04x}  DPL {segment.dpl}  base {segment.base:#x}  "
            f"limit {segment.limit:#x}  {segment.kind}")
    if segment.is_tss:
        line += f"  {tables.tss_name(selector)}"
    return line if segment.present else line + "  (not present)"


def print_entries(segments):
    """Null entries in a row are one line. Before the kernel has loaded a GDT,
    the table may be garbage: so there is no more than a screenful."""
    shown = 0
    nulls = []
    for selector, segment in segments.items():
        if segment.raw == 0:
            nulls.append(selector)
            continue
        print_nulls(nulls)
        nulls = []
        if shown == MOST_ENTRIES:
            print(f"  ... and so on up to {max(segments):#x}: is this a GDT?")
            return
        print(describe(selector, segment))
        shown += 1
    print_nulls(nulls)


def print_nulls(selectors):
    if len(selectors) == 1:
        print(f"  {selectors[0]:#04x}  null")
    elif selectors:
        print(f"  {selectors[0]:#04x} to {selectors[-1]:#x}  null")


def doubt(segments):
    """CS was loaded from the table in use. If there is no such entry, the table
    was overwritten, or CS was loaded from another."""
    cs = machine.register("cs")
    segment = segments.get(cs & ~7)
    if machine.virtual_8086_mode() or (segment and segment.is_code):
        return ""
    return f"  (CS = {cs:#x} was not loaded from here: no such code segment)"


class Gdt(Command):
    """Decode the GDT: all segment descriptors.

A line shows the selector, the descriptor's privilege level (DPL), base and
limit, the type, and the kernel's name for a TSS. A "busy" TSS is that of a task
which runs, or waits for one that interrupted it: a task gate to it raises #GP.
SDM vol. 3, 3.4.5 and 7.2.2."""

    def __init__(self):
        super().__init__("gdt")

    def run(self, argument):
        segments = tables.gdt()
        table = machine.system_registers().gdt
        print(f"GDT at {machine.describe(table.base)}, limit {table.limit:#x}"
              f"{doubt(segments)}")
        print_entries(segments)


Gdt()
