# SPDX-License-Identifier: GPL-2.0-only
"""What every `kml` command answers in the state in which the machine is: some
output or an error of one line, and no claim that cannot be known."""
import re

import gdb

from checks import check

COMMANDS = ("where", "gdt", "idt", "idt PF", "idt 0x80", "idt 0xfff",
            "idt nonsense", "tss", "tss main", "tss 0x28", "tss nonsense",
            "frame", "frame $sp", "frame $sp --error", "frame 0",
            "frame nonsense", "frame (long *)8", "exec", "exec /bin/none")

MOST_LINES = 50


def answer(command):
    """(output or error, is it an error?)"""
    try:
        return gdb.execute(f"kml {command}", to_string=True), False
    except gdb.error as error:
        return str(error), True


def problem(command, forbidden):
    text, is_error = answer(command)
    if is_error and not text.startswith("kml: "):
        return f"kml {command}: {text}"
    if is_error and "\n" in text:
        return f"kml {command}: more than one line: {text}"
    if text.count("\n") > MOST_LINES:
        return f"kml {command}: {text.count(chr(10))} lines"
    if forbidden and re.search(forbidden, text):
        return f"kml {command}: {text}"
    return None


def check_all(state, forbidden=None):
    problems = [problem(command, forbidden) for command in COMMANDS]
    check(not any(problems), f"{state}: each command says what is known",
          "\n".join(filter(None, problems)))


def fails(command, pattern, text):
    output, is_error = answer(command)
    check(is_error and re.search(pattern, output), f"`kml {command}`: {text}",
          output)


def continue_to(address):
    gdb.execute(f"tbreak *{address:#x}", to_string=True)
    gdb.execute("continue", to_string=True)


def entry_point():
    """The loader's: a physical address. Linked or not, it is in the lowest
    GiB."""
    text = gdb.execute("info files", to_string=True)
    return int(re.search(r"Entry point: (0x\w+)", text)[1], 16) & 0x3fffffff
