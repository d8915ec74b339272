# SPDX-License-Identifier: GPL-2.0-only
"""kml exec: continue to the start of a program, under Linux."""
import gdb

from kmlgdb import kernel, linux, machine
from kmlgdb.command import Command

AT_ENTRY = 9  # linux/auxvec.h


class AtExec(gdb.Breakpoint):
    """Where the new address space is complete: fs/exec.c, near the end of
    load_elf_binary()."""

    def __init__(self, path):
        super().__init__("*finalize_exec", internal=True)
        self.silent = True
        self.path = path

    def stop(self):
        program = linux.first_argument("struct linux_binprm")
        return program["filename"].string() == self.path


class InProcess(gdb.Breakpoint):
    """A place in a program: other processes have other code there."""

    def __init__(self, place, pid):
        super().__init__(place, internal=True)
        self.silent = True
        self.pid = pid

    def stop(self):
        return int(linux.current_task()["pid"]) == self.pid


def continue_to(breakpoint):
    before = breakpoint.hit_count
    try:
        gdb.execute("continue", to_string=True)
    except gdb.error as error:  # such as: the guest has ended
        raise gdb.GdbError(f"kml: the program was not executed: {error}") from error
    arrived = breakpoint.is_valid() and breakpoint.hit_count > before
    if breakpoint.is_valid():
        breakpoint.delete()
    if not arrived:
        raise gdb.GdbError("kml: stopped before the program was executed")


def entry_point():
    """The program's first instruction, from the auxiliary vector that the kernel
    has made for it."""
    vector = linux.current_task()["mm"]["saved_auxv"]
    for i in range(0, vector.type.sizeof // machine.word_size() - 1, 2):
        if int(vector[i]) == AT_ENTRY:
            return int(vector[i + 1])
    raise gdb.GdbError("kml: the auxiliary vector has no AT_ENTRY")


def entry_in_file(path):
    """e_entry of the ELF header, at offset 24 in both classes."""
    with open(path, "rb") as file:
        header = file.read(64)
    return int.from_bytes(header[24:24 + machine.word_size()], "little")


def load_symbols(path):
    """A position-independent program has another address in each run."""
    offset = entry_point() - entry_in_file(path)
    gdb.execute(f"add-symbol-file {path} -o {offset:#x}", to_string=True)


class Exec(Command):
    """Linux: continue to the start of a program.
Usage: kml exec PATH [FILE]

PATH is the first argument of execve(). FILE is the same program on the host:
with it, gdb loads its symbols and continues to main(), if there is one;
otherwise to the entry point of the ELF header. Ctrl-C stops the wait.

Example: kml exec /trusted/hello build/hello"""

    def __init__(self):
        super().__init__("exec", gdb.COMMAND_RUNNING)

    def run(self, argument):
        words = gdb.string_to_argv(argument)
        if not 1 <= len(words) <= 2:
            raise gdb.GdbError("kml: usage: kml exec PATH [FILE]")
        if kernel.module() is not linux:
            raise gdb.GdbError("kml: exec is for Linux, but the symbols are "
                               "not Linux's")
        if machine.size_of("struct linux_binprm") is None:
            raise gdb.GdbError(f"kml: {linux.WITHOUT_TYPES}")
        continue_to(AtExec(words[0]))
        place = f"*{entry_point():#x}"
        if len(words) == 2:
            load_symbols(words[1])
            if machine.address_of("main"):
                place = "main"
        pid = int(linux.current_task()["pid"])
        continue_to(InProcess(place, pid))
        gdb.execute("frame")


Exec()
