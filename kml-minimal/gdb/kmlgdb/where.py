# SPDX-License-Identifier: GPL-2.0-only
"""kml where: which code runs, on whose behalf, on which stack, as which task.
"""
import gdb

from kmlgdb import kernel, machine, stacks, tables, taskstate, vectors


def kind_of_code(pc):
    if not machine.register("cr0") & machine.CR0_PG:
        return "paging is off: booting"
    if machine.in_program_half(pc):
        return "the program"
    vector = tables.stub_vector(pc)
    if vector is None:
        return "kernel text"
    return f"stub of vector {vector:#x} ({vectors.name(vector)})"


def code():
    pc = machine.register("pc")
    return f"{machine.describe(pc)}, {kind_of_code(pc)}, CPL {machine.cpl()}"


def stack():
    pointer = machine.register("sp")
    return f"{pointer:#x}, {stacks.describe(pointer)}"


def live_tss():
    selector = machine.system_registers().tr
    if selector is None:
        return "unknown: TR can be read through QEMU's monitor only"
    if selector == 0:
        return "none yet (TR = 0)"
    return f"TR = {selector:#x} {tables.tss_name(selector)}"


def busy_tasks():
    busy = [f"{selector:#x} {tables.tss_name(selector)}"
            for selector, segment in tables.tss_selectors().items()
            if segment.is_busy]
    return ", ".join(busy) or "none"


def back_link():
    """What IRET would do: return to another task, or not (7.3, 7.4)."""
    nested = machine.register("eflags") & machine.EFLAGS_NT
    live = taskstate.live()
    if not nested or live is None:
        return "NT = 0: IRET stays in this task"
    link = live["back link"]
    return (f"NT = 1: IRET returns to the task of the back link, "
            f"{link:#x} {tables.tss_name(link)}")


class Where(gdb.Command):
    """Tell where the processor is.

    code     the instruction, in the program's half of memory, the kernel's
             text or the stub of a vector (its first instructions); and the CPL
    stack    the program's, a process's kernel stack, an IST stack (x86-64),
             a fault task's (i386) or the boot stack
    process  the one that `current` points to
    task     the live TSS, which TR names
    busy     all TSSs that are marked busy in the GDT
    link     i386: does IRET return to an interrupted task (EFLAGS.NT)?"""

    def __init__(self):
        super().__init__("kml where", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        print(f"code     {code()}")
        print(f"stack    {stack()}")
        print(f"process  {kernel.module().describe_current()}")
        print(f"task     {live_tss()}")
        print(f"busy     {busy_tasks()}")
        if not machine.is_64bit():
            print(f"link     {back_link()}")


Where()
