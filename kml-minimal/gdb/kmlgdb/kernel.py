# SPDX-License-Identifier: GPL-2.0-only
"""What this kernel's symbols tell: its halves, processes and stubs. Where
another kernel is debugged, these functions know less but do not fail."""
import gdb

from kmlgdb import machine

STUB_SIZE = 16  # entry.S


def is_program(address):
    """Does an address lie in the program's half of memory?"""
    base = machine.address_of("KERNEL_BASE")
    if base is None:
        base = 1 << 63 if machine.is_64bit() else 0xc0000000
    return address < base


def stub_vector(address):
    """The vector whose stub an address lies in, or None."""
    stubs = machine.address_of("vector_stubs")
    if stubs is None or not 0 <= address - stubs < 256 * STUB_SIZE:
        return None
    return (address - stubs) // STUB_SIZE


def describe_current():
    """The running process: the one that the kernel's variable points to."""
    try:
        process = gdb.parse_and_eval("current")
    except gdb.error:
        return "unknown: this kernel has no variable `current`"
    if int(process) == 0:
        return "none: the scheduler, or the boot"
    level = 0 if process["kernel_mode"] else 3
    return (f"pid {int(process['pid'])}, {process['name'].string()}, "
            f"a program at CPL {level}")


def owner_of_stack(index):
    """The process that uses an entry of kernel_stacks[], or None."""
    process = gdb.parse_and_eval(f"processes[{index}]")
    return process if int(process["state"]) else None
