# SPDX-License-Identifier: GPL-2.0-only
"""Which stack a stack pointer stands on.

A stack pointer at a stack's very top belongs to it, so the byte below decides.
"""
import gdb

from kmlgdb import kernel, machine, tss

BOOT_STACK_SIZE = 8192  # boot.S
TASKS = {"df_stack": "the #DF task's stack", "pf_stack": "the #PF task's stack",
         "nmi_stack": "the NMI task's stack"}


def _used(pointer, top):
    return f"{top - pointer} bytes below its top"


def _ist(pointer):
    live = tss.live()
    if not machine.is_64bit() or live is None:
        return None
    size = ist_stack_size()
    for i in range(1, 8):
        top = live[f"ist{i}"]
        if top and top - size < pointer <= top:
            return f"IST stack {i}, {_used(pointer, top)}"
    return None


def ist_stack_size():
    """A page, if no symbol says otherwise."""
    try:
        return int(gdb.parse_and_eval("sizeof(ist_stacks[0])"))
    except gdb.error:
        return 4096


def _boot(pointer):
    top = machine.address_of("boot_stack_top")
    if top is None or not top - BOOT_STACK_SIZE < pointer <= top:
        return None
    return f"the boot stack (also the scheduler's), {_used(pointer, top)}"


def _process(pointer):
    name, offset = machine.symbol_at(pointer - 1)
    if name != "kernel_stacks":
        return None
    size = int(gdb.parse_and_eval("sizeof(kernel_stacks[0])"))
    index = offset // size
    owner = kernel.owner_of_stack(index)
    whose = f"pid {int(owner['pid'])}" if owner else "no process (free)"
    top = machine.address_of("kernel_stacks") + (index + 1) * size
    return f"the kernel stack of {whose}, {_used(pointer, top)}"


def _fault_task(pointer):
    name, offset = machine.symbol_at(pointer - 1)
    if name not in TASKS:
        return None
    top = (machine.address_of(name)
           + int(gdb.parse_and_eval(f"sizeof({name})")))
    return f"{TASKS[name]}, {_used(pointer, top)}"


def describe(pointer):
    if kernel.is_program(pointer):
        return "the program's stack"
    for known in (_ist, _process, _fault_task, _boot):
        text = known(pointer)
        if text:
            return text
    return f"kernel memory near {machine.describe(pointer - 1)}"
