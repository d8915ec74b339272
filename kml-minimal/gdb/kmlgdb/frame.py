# SPDX-License-Identifier: GPL-2.0-only
"""kml frame: the words that the CPU pushed, or the kernel's saved frame."""
import gdb

from kmlgdb import kernel, machine, stacks, tables, taskstate, vectors
from kmlgdb.command import Command

# Lowest address first: SDM vol. 3, figures 6-4, 6-9 and 20-4.
WORDS_32 = ("eip", "cs", "eflags", "esp", "ss")
MORE_WORDS_8086 = ("es", "ds", "fs", "gs")
WORDS_64 = ("rip", "cs", "rflags", "rsp", "ss")


def word_size():
    """Of the frames that the CPU pushes. (A 16-bit gate's are not decoded.)"""
    return 8 if machine.long_mode() else 4


def pushed_level(frame):
    """The CPL that was interrupted, by the words behind an error code; None:
    that of virtual-8086 mode, whose CS is no selector."""
    size = word_size()
    cs, flags = (machine.read_number(frame + size * i, size) for i in (1, 2))
    if size == 4 and flags & machine.EFLAGS_VM:
        return None
    return cs & 3


def pushed_words(address, has_error):
    """(name, address, value) of each word. Without a change of privilege
    level an i386 leaves ESP and SS out, from virtual-8086 mode it adds the
    segment registers; x86-64 always pushes five."""
    size = word_size()
    names = WORDS_64 if size == 8 else WORDS_32
    if has_error:
        names = ("error",) + names
    if size == 4:
        level = pushed_level(address + size * has_error)
        names = {None: names + MORE_WORDS_8086, 0: names[:-2]}.get(level, names)
    values = [machine.read_number(address + i * size, size)
              for i in range(len(names))]
    return [(name, address + i * size, values[i])
            for i, name in enumerate(names)]


def explain_8086(name, value):
    if name == "eflags":
        return f"{value:#x}  (virtual-8086 mode: CPL 3, CS and SS are addresses)"
    return f"{value:#x}"


def explain(name, value):
    if name in ("eip", "rip"):
        return machine.describe(value)
    if name == "cs":
        return f"{value:#x}  (CPL {value & 3})"
    if name in ("esp", "rsp"):
        return f"{value:#x}  ({stacks.describe(value)})"
    return f"{value:#x}"


def print_pushed(address, has_error):
    words = pushed_words(address, has_error)
    print(f"pushed on {stacks.describe(address)}:")
    is_8086 = words[-1][0] == "gs"
    for name, where, value in words:
        note = (explain_8086 if is_8086 else explain)(name, value)
        print(f"  {where:#x}  {name:<6}  {note}")
    if dict((name, value) for name, _, value in words)["cs"] > 0xffff:
        print("  no frame: the word in the place of cs is not a selector")
        return
    if words[-1][0] == "eflags":
        print(f"  three words: the CPL did not change, so esp and ss were "
              f"not pushed;\n  esp was {words[-1][1] + 4:#x}")


def field_names(struct):
    """Of an anonymous union the first one: Linux 6.12's pt_regs has such with cs
    and ss, which other words share where FRED delivers."""
    for field in struct.fields():
        yield field.name or next(field_names(field.type))


def print_kernel_frame(pointer):
    """The kernel's struct frame, whatever its fields are."""
    print(f"struct {kernel.module().FRAME} on "
          f"{stacks.describe(int(pointer))}:")
    frame = pointer.dereference()
    is_8086 = not machine.long_mode() and \
        int(frame["flags"]) & machine.EFLAGS_VM
    for name in field_names(frame.type):
        value = int(frame[name])
        note = f"{value:#x}" if is_8086 else {"ip": machine.describe(value),
                "sp": explain("esp", value),
                "cs": explain("cs", value)}.get(name, f"{value:#x}")
        print(f"  {name:<9}  {note}")


def is_kernel_frame(value):
    pointed = value.type.strip_typedefs()
    return (kernel.module().FRAME is not None
            and pointed.code == gdb.TYPE_CODE_PTR
            and pointed.target().strip_typedefs().tag
            == kernel.module().FRAME)


def entered_by_task_switch():
    return (not machine.long_mode() and taskstate.live() is not None
            and machine.register("eflags") & machine.EFLAGS_NT)


def stack_switch(gate, interrupted_level):
    """SDM vol. 3, 6.12.1 and 6.14.5. The CPU cannot push a frame of CPL 3 for
    a program at CPL 0: that one is of Linux's #DF task (i386). From virtual-8086
    mode (None) it can: a program at CPL 0 may have entered that."""
    if gate.ist:
        return f"by the gate, which names {stacks.ist_name(gate.ist)}"
    if interrupted_level == 3 and kernel.module().current_level() == 0:
        return ("by the kernel, which wrote these words itself: the CPL of this "
                "program is 0")
    if interrupted_level != 0:
        field = "rsp0" if machine.long_mode() else "esp0"
        return f"by the change of the CPL, to the TSS's {field}"
    return "none, as the CPL did not change"


def delivered_vector():
    """The vector at whose stub's first instruction the processor stands."""
    pc = machine.register("pc")
    vector = tables.stub_vector(pc)
    return vector if vector is not None and \
        tables.gate(vector).offset == pc else None


def print_delivered(vector):
    size = word_size()
    has_error = vector in vectors.WITH_ERROR_CODE
    frame = machine.register("sp") + size * has_error
    print_pushed(machine.register("sp"), has_error)
    print(f"stack switch: "
          f"{stack_switch(tables.gate(vector), pushed_level(frame))}")


def print_here(has_error):
    vector = delivered_vector()
    if entered_by_task_switch():
        print("No frame: this task was entered through a task gate. The "
              "interrupted state is in\nthe TSS of the back link: see "
              f"`kml tss {taskstate.live()['back link']:#x}`.")
    elif vector is not None:
        print_delivered(vector)
    elif has_error:
        print_pushed(machine.register("sp"), has_error)
    else:
        raise gdb.GdbError(
            "kml: the IP is not at the start of a vector's stub, so there is no "
            "frame at the stack pointer: give an ADDRESS, or $sp to decode the "
            "words there anyway")


def evaluate(expression):
    try:
        return gdb.parse_and_eval(expression)
    except gdb.error as error:
        raise gdb.GdbError(f"kml: ADDRESS `{expression}`: {error}") from error


class Frame(Command):
    """Decode the words that the CPU pushed, or the kernel's struct frame.
Usage: kml frame [ADDRESS] [--error]

Without ADDRESS the words are those at the stack pointer, right after a delivery:
at the first instruction of a vector's stub. There the command also knows whether
an error code was pushed, and why on this stack. Elsewhere, --error means that
ADDRESS is that of an error code. i386 pushes five words if the CPL changes (cs
shows it: CPL 3), else three; x86-64 always five. SDM vol. 3, 6.12.1 and 6.14.2.

If ADDRESS is a pointer to the kernel's own struct (frame; Linux: pt_regs), its
fields are shown.

Example: kml frame frame, in serve_program (Linux: kml frame regs, in
exc_page_fault)"""

    def __init__(self):
        super().__init__("frame", completion=gdb.COMPLETE_EXPRESSION)

    def run(self, argument):
        machine.require_protected_mode("pushes three 16-bit words: FLAGS, CS, "
                                       "IP")
        words = argument.split()
        has_error = "--error" in words
        expression = " ".join(word for word in words if word != "--error")
        if not expression:
            print_here(has_error)
            return
        value = evaluate(expression)
        if is_kernel_frame(value):
            print_kernel_frame(value)
        else:
            print_pushed(int(value), has_error)


Frame()
