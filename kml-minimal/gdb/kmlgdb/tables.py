# SPDX-License-Identifier: GPL-2.0-only
"""The GDT and IDT, read from where GDTR and IDTR say that they are."""
import gdb

from kmlgdb import machine
from kmlgdb.descriptors import Gate, Segment


def gdt():
    """All segments, by selector."""
    table = machine.system_registers().gdt
    memory = machine.read_bytes(table.base, table.limit + 1 & ~7)
    entries = [int.from_bytes(memory[i:i + 8], "little")
               for i in range(0, len(memory), 8)] + [0]
    segments = {}
    index = 0
    while index < len(entries) - 1:
        segment = Segment(entries[index], entries[index + 1],
                          machine.is_64bit())
        segments[index * 8] = segment
        index += 2 if segment.wide else 1
    return segments


def tss_selectors():
    """The segments among them that are TSSs, by selector."""
    return {selector: segment for selector, segment in gdt().items()
            if segment.is_tss}


def tss_name(selector):
    """What a TSS is called: by the kernel's symbol for it, or not at all."""
    segment = gdt().get(selector & ~7)
    if segment is None or not segment.is_tss:
        return "no TSS"
    return machine.symbol_at(segment.base)[0] or "(no symbol)"


def gate_count():
    size = 16 if machine.is_64bit() else 8
    return (machine.system_registers().idt.limit + 1) // size


def gate(vector):
    table = machine.system_registers().idt
    size = 16 if machine.is_64bit() else 8
    if not 0 <= vector < (table.limit + 1) // size:
        raise gdb.GdbError(
            f"kml: the IDT has no entry {vector}; its last one is "
            f"{(table.limit + 1) // size - 1}")
    low, high = (machine.read_number(table.base + vector * size, 8),
                 0 if size == 8 else
                 machine.read_number(table.base + vector * size + 8, 8))
    return Gate(low, high, machine.is_64bit())
