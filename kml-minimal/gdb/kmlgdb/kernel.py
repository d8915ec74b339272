# SPDX-License-Identifier: GPL-2.0-only
"""Which kernel is it? What needs its symbols is in a module of its own,
minimal.py or linux.py, and foreign.py for any other; each has

    FRAME               the struct in which the kernel keeps a saved frame
                        (None: not known)
    TSS_WORDS           short words for `kml tss`, and the TSSs they mean
    describe_current()  the running process
    current_level()     the CPL that its program runs at, or None: not known
    runs_program()      is that a program? None: not known
    stacks()            (name, bottom, top) of each stack for C code
    ist_stack(top)      the same for the one to which an IST entry leads
    tss_name(selector, base)  what a TSS is called, or None

Without symbols, they know less but do not fail."""
from kmlgdb import foreign, linux, machine, minimal


def module():
    if machine.address_of("init_task") is not None:
        return linux
    if machine.address_of("kernel_stacks") is not None:
        return minimal
    return foreign


def is_mapped():
    """Are its symbols at their addresses? Linux and kml-minimal are linked for
    where only paging maps them."""
    return machine.paging() or module() is foreign


def describe_low_half(program):
    """What lies in the half of memory that kernels leave to programs: that
    of a program, if one runs."""
    runs = module().runs_program()
    if runs:
        return program
    place = "in the half of memory for programs"
    return place if runs is None else f"{place}, but none runs"
