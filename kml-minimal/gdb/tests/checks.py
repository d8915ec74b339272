# SPDX-License-Identifier: GPL-2.0-only
"""Assertions in KTAP, and the few moves that all sessions make.

Breakpoints and single steps only: a hardware watchpoint on memory that the CPU
itself writes (a TSS, a frame) breaks QEMU 7.2.
"""
import re
import sys
import traceback

import gdb

from kmlgdb import kernel, machine, minimal

WORD = machine.word_size()

MAX_INSTRUCTIONS = 60

count = 0


def check(passed, text, detail=""):
    global count
    count += 1
    if not passed:
        for line in detail.splitlines():
            print(f"# {line}")
    print(f"{'ok' if passed else 'not ok'} {count} - {text}")


def equal(got, wanted, text):
    def show(value):
        return hex(value) if isinstance(value, int) else repr(value)
    check(got == wanted, text, f"wanted {show(wanted)}, got {show(got)}")


def says(command, pattern, text):
    """The command prints something that matches."""
    output = gdb.execute(command, to_string=True)
    check(re.search(pattern, output, re.MULTILINE), f"`{command}`: {text}",
          f"nothing in its output matches /{pattern}/:\n{output}")


# ---- the guest ------------------------------------------------------------

def value(expression):
    """An unsigned number of the machine's width."""
    mask = (1 << 8 * WORD) - 1
    return int(gdb.parse_and_eval(expression)) & mask


def pc():
    return machine.register("pc")


def sp():
    return machine.register("sp")


def word(address):
    return machine.read_number(address, WORD)


def kernel_stack_top():
    """Where the CPU starts to push when the CPL changes to 0."""
    return value("tss_main.rsp0" if machine.is_64bit() else "tss_main.esp0")


def instruction():
    return gdb.selected_inferior().architecture().disassemble(pc())[0]


# kml-minimal's program is not in memory yet when the first breakpoints are
# looked for. (Linux's text differs from its file: alternatives.)
if kernel.module() is minimal:
    gdb.execute("set trust-readonly-sections on")


def find(mnemonic, start):
    """Address of the first such instruction from a symbol on."""
    architecture = gdb.selected_inferior().architecture()
    address = start
    for _ in range(MAX_INSTRUCTIONS):
        code = architecture.disassemble(address)[0]
        if re.match(mnemonic, code["asm"]):
            return address
        address += code["length"]
    raise gdb.GdbError(f"no {mnemonic} behind {machine.describe(start)}")


def run_to(place, mnemonic="", condition=None):
    """Continue to a symbol of kernel or program, or to the first instruction
    of a kind behind it; and nowhere else."""
    address = find(mnemonic, machine.address_of(place))
    stop = gdb.Breakpoint(f"*{address:#x}", temporary=True)
    stop.condition = condition
    gdb.execute("continue", to_string=True)
    if not gdb.selected_thread() or pc() != address:
        raise gdb.GdbError(f"the guest did not come to {place} {mnemonic}")


def step():
    gdb.execute("stepi", to_string=True)


def run_to_program():
    """Linux: to the one that `session-linux' was given. Returns its path."""
    path, file = (gdb.convenience_variable(name).string()
                  for name in ("program_path", "program_file"))
    gdb.execute(f"kml exec {path} {file}", to_string=True)
    return path


# ---- the program: `starve push` --------------------------------------------

def run_to_push():
    """To the PUSH on an unmapped page: (stack pointer, IP)."""
    run_to("push_on", "push")
    return sp(), pc()


def check_push_works(stack, push):
    """The program is back at its PUSH, and all is as if nothing happened."""
    equal(pc(), push, "the return leads to the PUSH that faulted")
    equal(sp(), stack, "with its stack pointer")
    length = instruction()["length"]
    step()
    equal(pc(), push + length, "and now it works")
    equal(word(sp()), 0x1234, "its word is on the stack")


# ---- a session ------------------------------------------------------------

def session(story):
    """Run the checks of a session. An early end is a failure, too."""
    try:
        story()
    except Exception as error:  # any error must be reported
        check(False, "the session comes to its end",
              f"{error}\n{traceback.format_exc()}")
    print(f"1..{count}")
    sys.stdout.flush()
