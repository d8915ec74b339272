# SPDX-License-Identifier: GPL-2.0-only
"""kml-minimal: its processes and stacks."""
import gdb

from kmlgdb import machine

FRAME = "frame"
TSS_WORDS = {"main": "tss_main", "df": "tss_df", "pf": "tss_pf",
             "nmi": "tss_nmi"}
TASK_STACKS = {"df_stack": "the #DF task's stack",
               "pf_stack": "the #PF task's stack",
               "nmi_stack": "the NMI task's stack"}
BOOT_STACK_SIZE = 8192  # boot.S
PAGE_SIZE = 4096  # also the guard page's below each other stack


def describe_current():
    """The running process: the one that the kernel's variable points to."""
    try:
        process = gdb.parse_and_eval("current")
        if int(process) == 0:
            return "none: the scheduler, or the boot"
    except gdb.error as error:
        return f"unknown: the variable `current`: {error}"
    return (f"pid {int(process['pid'])}, {process['name'].string()}, "
            f"a program at CPL {current_level()}")


def current_level():
    try:
        return 0 if gdb.parse_and_eval("current->kernel_mode") else 3
    except gdb.error:
        return None


def runs_program():
    try:
        return int(gdb.parse_and_eval("current")) != 0
    except gdb.error:
        return None


def tss_name(selector, base):
    """The symbol at its address."""
    return machine.symbol_at(base)[0]


def ist_stack(top):
    """They have no names here. Assume a page unless a symbol gives the size."""
    return "", top - (machine.size_of("ist_stacks[0].stack") or PAGE_SIZE), top


def stacks():
    yield from _kernel_stacks()
    for symbol, name in TASK_STACKS.items():
        bottom = machine.address_of(symbol)
        if bottom is not None:
            yield name, bottom + PAGE_SIZE, bottom + machine.size_of(symbol)
    top = machine.address_of("boot_stack_top")
    if top is not None:
        yield ("the boot stack (also the scheduler's)",
               top - BOOT_STACK_SIZE, top)


def _kernel_stacks():
    """One for each entry of processes[]."""
    bottom = machine.address_of("kernel_stacks")
    if bottom is None:
        return
    size = machine.size_of("kernel_stacks[0]")
    for index in range(machine.size_of("kernel_stacks") // size):
        process = gdb.parse_and_eval(f"processes[{index}]")
        whose = f"pid {int(process['pid'])}" if int(process["state"]) else \
            "no process (free)"
        yield f"the kernel stack of {whose}", bottom + PAGE_SIZE, bottom + size
        bottom += size
