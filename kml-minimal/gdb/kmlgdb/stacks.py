# SPDX-License-Identifier: GPL-2.0-only
"""Which stack a stack pointer stands on.

A stack pointer at a stack's very top belongs to it, so the byte below decides.
"""
from kmlgdb import kernel, machine, taskstate


def ist(number):
    """(name, bottom, top) of an IST entry of the live TSS. None: unused."""
    live = taskstate.live()
    if not machine.is_64bit() or live is None or not live[f"ist{number}"]:
        return None
    return kernel.module().ist_stack(live[f"ist{number}"])


def ist_name(number):
    """Its number, and what the kernel calls it, if it does: 6 (SHARED)."""
    stack = ist(number)
    return f"{number} ({stack[0]})" if stack and stack[0] else str(number)


def ist_stacks():
    for number in range(1, 8):
        stack = ist(number)
        if stack:
            yield f"IST stack {ist_name(number)}", *stack[1:]


def all_stacks():
    yield from ist_stacks()
    yield from kernel.module().stacks()


def describe(pointer):
    if machine.in_program_half(pointer):
        return "the program's stack"
    for name, bottom, top in all_stacks():
        if bottom < pointer < top:
            return f"{name}, {top - pointer} bytes below its top"
        if pointer == top:
            return f"{name}, at its top"
    return f"kernel memory near {machine.describe(pointer - 1)}"
