# SPDX-License-Identifier: GPL-2.0-only
"""The task state segment, field by field."""
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
LAYOUT_64.update({f"IST{i + 1}": (36 + 8 * i, 8) for i in range(7)})
LAYOUT_64["io map base"] = (102, 2)


class Tss:
    """The TSS that a descriptor points to, field by field."""

    def __init__(self, segment):
        self.segment = segment
        self.layout = LAYOUT_64 if machine.long_mode() else LAYOUT_32

    def __getitem__(self, field):
        offset, size = self.layout[field]
        return machine.read_number(self.segment.base + offset, size)


def live():
    """The TSS that TR names. None before LTR, or if TR is unknown."""
    if machine.real_mode():
        return None
    selector = machine.system_registers().tr
    segment = tables.gdt().get(selector & ~7) if selector else None
    return Tss(segment) if segment and segment.is_tss else None
