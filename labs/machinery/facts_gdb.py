# SPDX-License-Identifier: GPL-2.0-only
"""Inside gdb: walks through an exercise and prints `fact NAME VALUE`.

The steps come from the stage's file `gdb` (see facts.py). What its lines `is` may use:
"""
import json
import os

import gdb
from kmlgdb import machine, stacks


def register(name):
    return machine.register(name)


def value(expression):
    """An unsigned number: a variable of the kernel, or what it points to."""
    mask = (1 << 8 * machine.word_size()) - 1
    return int(gdb.parse_and_eval(expression)) & mask


def word(address):
    return machine.read_number(address, machine.word_size())


def tr():
    return machine.system_registers().tr


def descriptor(selector):
    """The 8 bytes of the GDT that a selector names, as one number."""
    return machine.read_number(machine.system_registers().gdt.base + (selector & ~7), 8)


def gate(vector):
    """The first 8 bytes of a vector's gate in the IDT, as one number."""
    size = 16 if machine.long_mode() else 8
    return machine.read_number(machine.system_registers().idt.base + size * vector, 8)


def mapped(address):
    """Is there memory at this address?"""
    try:
        machine.read_bytes(address, 1)
        return "yes"
    except gdb.GdbError:
        return "no"


def owner(pointer):
    """Whose stack is this: program, kernel, task or ist?"""
    text = stacks.describe(pointer)
    for word_of, name in (("program's", "program"), ("task's", "task"),
                          ("IST", "ist"), ("kernel stack", "kernel")):
        if word_of in text:
            return name
    return "none"


def positive(number):
    if number <= 0:
        raise ValueError(f"it is {number}, and should be more than 0")
    return number


def only(right, fact):
    """A fact that is the same in every image that works."""
    if fact != right:
        raise ValueError(f"it is {fact}, and should be {right}")
    return fact


def shown(fact):
    return hex(fact) if isinstance(fact, int) else fact


with open(os.environ["LAB_FACTS"]) as steps:
    for kind, *rest in json.load(steps):
        try:
            if kind == "do":
                gdb.execute(rest[0], to_string=True)
            else:
                name, expression = rest
                print(f"fact {name} {shown(eval(expression))}", flush=True)
        except (gdb.error, gdb.GdbError, ValueError, TypeError) as error:
            print(f"stopped at {rest[0]}: {error}", flush=True)
            break
