# SPDX-License-Identifier: GPL-2.0-only
"""The GDT and IDT, read from where GDTR and IDTR say that they are."""
import gdb

from kmlgdb import kernel, machine
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
    """What the kernel calls a TSS."""
    segment = gdt().get(selector & ~7)
    if segment is None or not segment.is_tss:
        return "no TSS"
    return (kernel.module().tss_name(selector & ~7, segment.base)
            or "(no symbol)")


def gates():
    """All gates, in the order of the vectors."""
    table = machine.system_registers().idt
    size = 16 if machine.is_64bit() else 8
    memory = machine.read_bytes(table.base, table.limit + 1 & -size)
    entries = [int.from_bytes(memory[i:i + 8], "little")
               for i in range(0, len(memory), 8)] + [0]
    return [Gate(entries[i], entries[i + 1], machine.is_64bit())
            for i in range(0, len(entries) - 1, size // 8)]


def gate(vector):
    found = gates()
    if not 0 <= vector < len(found):
        raise gdb.GdbError(f"kml: the IDT has no entry {vector}; its last one "
                           f"is {len(found) - 1}")
    return found[vector]


def stub_vector(address):
    """The vector whose stub an address lies in, or None: the last to which a
    gate leads before it, if it is still the same symbol's code."""
    offset, vector = max(((gate.offset, vector)
                          for vector, gate in enumerate(gates())
                          if gate.present and not gate.is_task_gate
                          and gate.offset <= address), default=(None, None))
    if vector is None:
        return None
    name = machine.symbol_at(address)[0]
    return vector if name and name == machine.symbol_at(offset)[0] else None
