# SPDX-License-Identifier: GPL-2.0-only
"""The guest as gdb sees it: registers, memory and symbols."""
import re
from collections import namedtuple

import gdb

EFLAGS_NT = 1 << 14
EFLAGS_VM = 1 << 17
CR0_PE = 1 << 0
CR0_PG = 1 << 31
EFER_LMA = 1 << 10

SystemRegisters = namedtuple("SystemRegisters", "gdt idt tr cs_base")
Table = namedtuple("Table", "base limit")


def require_guest():
    if gdb.selected_thread() is None:
        raise gdb.GdbError("kml: no guest is connected, or it has ended; "
                           "`make gdb` starts one")


def is_64bit():
    """Is it a 64-bit machine? It still boots in other modes."""
    return "x86-64" in gdb.selected_inferior().architecture().name()


def word_size():
    return 8 if is_64bit() else 4


def register(name):
    """Value of a register of the innermost frame, as the CPU has it."""
    require_guest()
    value = int(gdb.newest_frame().read_register(name))
    return value & ((1 << 8 * word_size()) - 1)


def real_mode():
    return not register("cr0") & CR0_PE


def paging():
    return bool(register("cr0") & CR0_PG)


def long_mode():
    """IA-32e mode, in which tables and frames have their 64-bit form, also in
    32-bit code: SDM vol. 3, 9.8.5."""
    return is_64bit() and bool(register("efer") & EFER_LMA)


def require_protected_mode(what):
    if real_mode():
        raise gdb.GdbError(f"kml: the processor is in real mode, which {what}")


def virtual_8086_mode():
    return not real_mode() and bool(register("eflags") & EFLAGS_VM)


def cpl():
    """The low bits of CS, where that is a selector and no address."""
    if virtual_8086_mode():
        return 3  # SDM vol. 3, 20.2
    return 0 if real_mode() else register("cs") & 3


def cpu():
    """The selected processor. QEMU numbers threads from 1, CPUs from 0."""
    thread = gdb.selected_thread()
    return thread.num - 1 if thread else 0


def in_program_half(address):
    """Programs have the lower half; on i386, the lower three quarters."""
    return address < (1 << 63 if is_64bit() else 0xc0000000)


# ---- memory ---------------------------------------------------------------

def read_bytes(address, count):
    try:
        return bytes(gdb.selected_inferior().read_memory(address, count))
    except gdb.MemoryError as error:
        raise gdb.GdbError(
            f"kml: no memory is mapped at {address:#x}") from error


def read_number(address, size):
    return int.from_bytes(read_bytes(address, size), "little")


def read_words(address, count):
    size = word_size()
    return [read_number(address + i * size, size) for i in range(count)]


# ---- symbols --------------------------------------------------------------

def address_of(symbol):
    """Address of a symbol, or None: other kernels lack some of ours."""
    try:
        return int(gdb.parse_and_eval(f"(unsigned long)&{symbol}"))
    except gdb.error:
        return None


def size_of(expression):
    """In bytes, or None if it is unknown."""
    try:
        return int(gdb.parse_and_eval(f"sizeof({expression})"))
    except gdb.error:
        return None


def symbol_at(address):
    """(name, offset) of what lies at an address; (None, 0) if unknown.
    Linux's per-CPU symbols are no addresses, but offsets."""
    text = gdb.execute(f"info symbol {address:#x}", to_string=True)
    match = re.match(r"(\S+)(?: \+ (\d+))? in section (\S+)", text)
    if match is None or match[3] == ".data..percpu":
        return None, 0
    return match[1], int(match[2] or 0)


def describe(address):
    """An address and, if it has one, its symbol: 0xc0103cbf <df_task>."""
    name, offset = symbol_at(address)
    if name is None:
        return f"{address:#x}"
    return f"{address:#x} <{name}{f'+{offset}' if offset else ''}>"


# ---- registers that gdb does not know -------------------------------------

def _this_cpu(dump):
    """Of `info registers -a`, the part about the selected processor."""
    parts = re.split(r"^CPU#(\d+)\s*$", dump, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2])).get(str(cpu()), dump)


def _from_monitor():
    dump = _this_cpu(gdb.execute("monitor info registers -a", to_string=True))
    gdt = re.search(r"^GDT= *([0-9a-f]+) ([0-9a-f]+)", dump, re.MULTILINE)
    idt = re.search(r"^IDT= *([0-9a-f]+) ([0-9a-f]+)", dump, re.MULTILINE)
    tr = re.search(r"^TR *=([0-9a-f]+)", dump, re.MULTILINE)
    cs = re.search(r"^CS *=[0-9a-f]+ ([0-9a-f]+)", dump, re.MULTILINE)
    if not (gdt and idt and tr and cs):
        return None
    return SystemRegisters(Table(int(gdt[1], 16), int(gdt[2], 16)),
                           Table(int(idt[1], 16), int(idt[2], 16)),
                           int(tr[1], 16), int(cs[1], 16))


def _from_symbols():
    """Without QEMU's monitor, trust that the kernel loaded its own tables.
    There is no symbol for TR, nor for the base of CS."""
    tables = []
    for name in ("gdt", "idt"):
        size = size_of(name)
        if size is None:
            raise gdb.GdbError(
                f"kml: neither QEMU's monitor nor a symbol `{name}` gives "
                "the address of the tables")
        tables.append(Table(address_of(name), size - 1))
    return SystemRegisters(*tables, None, None)


def system_registers():
    """GDTR, IDTR, TR and the base of CS; the last two are None where they
    cannot be read."""
    require_guest()
    try:
        return _from_monitor() or _from_symbols()
    except gdb.error:
        return _from_symbols()
