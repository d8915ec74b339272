# SPDX-License-Identifier: GPL-2.0-only
"""Which stack a stack pointer stands on.

A stack pointer at a stack's very top belongs to it, so the byte below decides.
"""
from kmlgdb import foreign, kernel, machine, taskstate


def ist(number):
    """(name, bottom, top) of an IST entry of the live TSS. None: unused."""
    live = taskstate.live()
    if not machine.long_mode() or live is None or not live[f"IST{number}"]:
        return None
    return kernel.module().ist_stack(live[f"IST{number}"])


def ist_name(number):
    """As the SDM names it, and what the kernel calls it, if it does: IST6
    (SHARED)."""
    stack = ist(number)
    return f"IST{number}" + (f" ({stack[0]})" if stack and stack[0] else "")


def ist_stacks():
    for number in range(1, 8):
        stack = ist(number)
        if stack:
            yield f"the stack {ist_name(number)}", *stack[1:]


def all_stacks():
    yield from ist_stacks()
    yield from kernel.module().stacks()


def describe(pointer):
    module = kernel.module()
    if not kernel.is_mapped():
        return "unknown: paging is off"
    if module is not foreign and machine.in_program_half(pointer):
        return kernel.describe_low_half("the program's stack")
    for name, bottom, top in all_stacks():
        if bottom < pointer < top:
            return f"{name}, {top - pointer} bytes below its top"
        if pointer == top:
            return f"{name}, at its top"
    where = "memory" if module is foreign else "kernel memory"
    return f"{where} near {machine.describe(pointer - 1)}"
