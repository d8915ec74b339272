# SPDX-License-Identifier: GPL-2.0-only
"""Segment descriptors and gates, decoded from the bytes that the CPU reads.

Knows nothing of gdb. SDM vol. 3: 3.4.5 (segments), table 3-2 (system types),
6.11 (gates), 6.14.1 (64-bit gates), 7.2.2 and 7.2.3 (TSS descriptors).
"""

# Table 3-2: (32-bit mode, 64-bit mode); None: reserved there.
SYSTEM_TYPES = {
    1: ("available 16-bit TSS", None),
    2: ("LDT", "LDT"),
    3: ("busy 16-bit TSS", None),
    4: ("16-bit call gate", None),
    5: ("task gate", None),
    6: ("16-bit interrupt gate", None),
    7: ("16-bit trap gate", None),
    9: ("available 32-bit TSS", "available 64-bit TSS"),
    11: ("busy 32-bit TSS", "busy 64-bit TSS"),
    12: ("32-bit call gate", "64-bit call gate"),
    14: ("32-bit interrupt gate", "64-bit interrupt gate"),
    15: ("32-bit trap gate", "64-bit trap gate"),
}


def bits(value, low, count):
    return value >> low & ((1 << count) - 1)


def system_type(number, long_mode):
    name = SYSTEM_TYPES.get(number, (None, None))[long_mode]
    return name or f"reserved type {number}"


class Segment:
    """An entry of the GDT. `high` is the second half of the entries that are
    16 bytes long in 64-bit mode: those of system segments."""

    def __init__(self, low, high, long_mode):
        self.raw = low
        self.present = bool(bits(low, 47, 1))
        self.dpl = bits(low, 45, 2)
        self.is_system = not bits(low, 44, 1)
        self.type = bits(low, 40, 4)
        self.granular = bool(bits(low, 55, 1))
        self.big = bool(bits(low, 54, 1))
        self.long = bool(bits(low, 53, 1))
        self.wide = self.is_system and long_mode and low != 0
        self.base = bits(low, 16, 24) | bits(low, 56, 8) << 24
        if self.wide:
            self.base |= bits(high, 0, 32) << 32
        self.limit = bits(low, 0, 16) | bits(low, 48, 4) << 16
        if self.granular:
            self.limit = self.limit << 12 | 0xfff
        self.long_mode = long_mode

    @property
    def is_code(self):
        return self.present and not self.is_system and bool(self.type & 8)

    @property
    def is_tss(self):
        return self.present and self.is_system and self.type & ~2 == 9

    @property
    def is_busy(self):
        """Running, or interrupted by a task that still runs: 7.2.2."""
        return self.is_tss and bool(self.type & 2)

    @property
    def kind(self):
        if self.raw == 0:
            return "null"
        if self.is_system:
            return system_type(self.type, self.long_mode)
        if not self.type & 8:
            return "data, read/write" if self.type & 2 else "data, read-only"
        size = "64-bit" if self.long else "32-bit" if self.big else "16-bit"
        return f"{size} code" + (", conforming" if self.type & 4 else "")


class Gate:
    """An entry of the IDT."""

    def __init__(self, low, high, long_mode):
        self.present = bool(bits(low, 47, 1))
        self.dpl = bits(low, 45, 2)
        self.type = bits(low, 40, 4)
        self.selector = bits(low, 16, 16)
        self.ist = bits(low, 32, 3) if long_mode else 0
        self.offset = bits(low, 0, 16) | bits(low, 48, 16) << 16
        if long_mode:
            self.offset |= bits(high, 0, 32) << 32
        self.kind = system_type(self.type, long_mode)

    @property
    def is_task_gate(self):
        return self.kind == "task gate"
