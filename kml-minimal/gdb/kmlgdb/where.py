# SPDX-License-Identifier: GPL-2.0-only
"""kml where: which code runs, on whose behalf, on which stack, as which task.
"""
import gdb

from kmlgdb import foreign, kernel, machine, stacks, tables, taskstate, vectors
from kmlgdb.command import Command


def known(describe):
    """Its answer, or the reason why there is none: for each line by itself."""
    try:
        return describe()
    except (gdb.GdbError, gdb.error) as error:
        return f"unknown: {str(error).removeprefix('kml: ')}"


def kind_of_code(pc):
    module = kernel.module()
    if not machine.paging():
        return "paging is off"
    vector = tables.stub_vector(pc)
    if vector is not None:
        return f"stub of vector {vector:#x} ({vectors.name(vector)})"
    if module is foreign:
        return None  # a program at CPL 0 looks the same
    if machine.in_program_half(pc):
        return kernel.describe_low_half("the program")
    return "kernel text"


def segmented_code(mode):
    """Where CS is an address and no selector."""
    cs, ip = machine.register("cs"), machine.register("pc")
    base = machine.system_registers().cs_base
    linear = "" if base is None else f" ({base + ip:#x})"
    return f"{cs:#06x}:{ip:#06x}{linear}, {mode}, CPL {machine.cpl()}"


def code():
    if machine.real_mode():
        return segmented_code("real mode")
    if machine.virtual_8086_mode():
        return segmented_code("virtual-8086 mode")
    pc = machine.register("pc")
    # With paging off, a kernel's symbols are not at their addresses.
    place = machine.describe(pc) if kernel.is_mapped() else f"{pc:#x}"
    words = (place, kind_of_code(pc), f"CPL {machine.cpl()}")
    return ", ".join(word for word in words if word)


def stack():
    pointer = machine.register("sp")
    if machine.real_mode() or machine.virtual_8086_mode():
        return f"{machine.register('ss'):#06x}:{pointer:#06x}"
    return f"{pointer:#x}, {stacks.describe(pointer)}"


def process():
    if not kernel.is_mapped():
        return "unknown: paging is off, the kernel's variables are elsewhere"
    return kernel.module().describe_current()


def live_tss():
    selector = machine.system_registers().tr
    if selector is None:
        return "unknown: TR can be read through QEMU's monitor only"
    if machine.real_mode():
        return "none: real mode"
    if selector == 0:
        return "none yet (TR = 0)"
    if selector & ~7 not in tables.tss_selectors():
        return f"TR = {selector:#x}, which names no TSS in this GDT"
    return f"TR = {selector:#x} {tables.tss_name(selector)}"


def busy_tasks():
    if machine.real_mode():
        return "none: real mode"
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


class Where(Command):
    """Show where the processor is.

    code     the instruction, in the program, the kernel's text or the stub of
             a vector (its first instructions); and the CPL
    stack    the program's, a process's kernel stack, an IST stack (x86-64),
             a fault task's (i386) or the boot stack
    process  the one that `current` points to
    task     the live TSS, which TR names
    busy     all TSSs that are marked busy in the GDT
    link     i386: does IRET return to an interrupted task (EFLAGS.NT)?

What cannot be known (before paging, before the kernel loads its tables, without
its symbols) is shown as unknown."""

    def __init__(self):
        super().__init__("where")

    def run(self, argument):
        lines = [("code", code), ("stack", stack), ("process", process),
                 ("task", live_tss), ("busy", busy_tasks)]
        if not machine.is_64bit():
            lines.append(("link", back_link))
        for name, describe in lines:
            print(f"{name:<8} {known(describe)}")


Where()
