# SPDX-License-Identifier: GPL-2.0-only
"""The GDT and IDT, read from where GDTR and IDTR point."""
import gdb

from kmlgdb import kernel, machine
from kmlgdb.descriptors import Gate, Segment


# Of the table at 0: as the BIOS sets it, and after a reset (SDM vol. 3, 9.1.1).
REAL_MODE_LIMITS = (0x3ff, 0xffff)


def read_table(name, table, entry_size):
    """Its whole entries. The table of a boot loader may be unmapped once the
    kernel has turned paging on."""
    try:
        return machine.read_bytes(table.base, table.limit + 1 & -entry_size)
    except gdb.GdbError as error:
        raise gdb.GdbError(
            f"kml: {name}R is {table.base:#x}, limit {table.limit:#x}, but no "
            "memory is mapped there now"
        ) from error


def gdt():
    """All segments, by selector."""
    machine.require_protected_mode("uses no GDT")
    memory = read_table("GDT", machine.system_registers().gdt, 8)
    entries = [int.from_bytes(memory[i:i + 8], "little")
               for i in range(0, len(memory), 8)] + [0]
    segments = {}
    index = 0
    while index < len(entries) - 1:
        segment = Segment(entries[index], entries[index + 1],
                          machine.long_mode())
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
    machine.require_protected_mode("has no IDT, but a table of addresses, "
                                   "4 bytes a vector")
    table = machine.system_registers().idt
    if table.base == 0 and table.limit in REAL_MODE_LIMITS:
        raise gdb.GdbError("kml: no IDT is loaded yet: IDTR still has what "
                           f"real mode uses, base 0, limit {table.limit:#x}")
    size = 16 if machine.long_mode() else 8
    memory = read_table("IDT", table, size)
    entries = [int.from_bytes(memory[i:i + 8], "little")
               for i in range(0, len(memory), 8)] + [0]
    return [Gate(entries[i], entries[i + 1], machine.long_mode())
            for i in range(0, len(entries) - 1, size // 8)]


def gate(vector):
    found = gates()
    if not 0 <= vector < len(found):
        raise gdb.GdbError(f"kml: the IDT has no entry {vector:#x}; it has "
                           f"{len(found)}")
    return found[vector]


def stub_vector(address):
    """The vector whose stub an address lies in, or None: the last to which a
    gate leads before it, if it is still the same symbol's code."""
    try:
        found = gates()
    except gdb.GdbError:
        return None
    offset, vector = max(((gate.offset, vector)
                          for vector, gate in enumerate(found)
                          if gate.present and not gate.is_task_gate
                          and gate.offset <= address), default=(None, None))
    if vector is None:
        return None
    name = machine.symbol_at(address)[0]
    return vector if name and name == machine.symbol_at(offset)[0] else None
