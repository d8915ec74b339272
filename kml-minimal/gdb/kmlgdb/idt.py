# SPDX-License-Identifier: GPL-2.0-only
"""kml idt: where an interrupt or exception leads."""
import gdb

from kmlgdb import machine, stacks, tables, taskstate, vectors
from kmlgdb.command import Command


def task(selector):
    """The task behind a task gate, and where it continues."""
    name = tables.tss_name(selector)
    segment = tables.gdt().get(selector & ~7)
    if segment is None or not segment.is_tss:
        return f"TSS selector {selector:#x}, which is no TSS in the GDT"
    state = "busy" if segment.is_busy else "available"
    resume = taskstate.Tss(segment)["eip"]
    return (f"TSS selector {selector:#x} {name} ({state}), "
            f"continues at {machine.describe(resume)}")


def stack(gate):
    if not machine.long_mode():
        return ""
    return f"  {stacks.ist_name(gate.ist)}" if gate.ist else "  no IST"


def describe(gate):
    if not gate.present:
        return "not present"
    if gate.is_task_gate:
        return f"{gate.kind}  DPL {gate.dpl}  {task(gate.selector)}"
    return (f"{gate.kind}  DPL {gate.dpl}  selector {gate.selector:#x}  "
            f"offset {machine.describe(gate.offset)}{stack(gate)}")


class Idt(Command):
    """Decode an entry of the IDT, or the entries of all exceptions.
Usage: kml idt [VECTOR]

VECTOR is a number (14, 0x80) or an exception's name (PF). Through an
interrupt gate the CPU pushes a frame: on a stack that the TSS names, if the
privilege level changes or the gate names an IST stack (x86-64); otherwise at
the stack pointer as it is. Through a task gate (i386) it pushes none, but saves
all registers in the TSS of the interrupted task. SDM vol. 3, 6.11 to 6.14.

Example: kml idt PF"""

    def __init__(self):
        super().__init__("idt")

    def run(self, argument):
        if argument:
            shown = [vectors.parse(argument)]
        else:
            shown = range(min(32, len(tables.gates())))
        for vector in shown:
            print(f"{vector:#04x} {vectors.name(vector):<9}  "
                  f"{describe(tables.gate(vector))}")


Idt()
