# SPDX-License-Identifier: GPL-2.0-only
"""gdb's commands for kernels like this one. Load with `source kml.py`.

Each file in kmlgdb/ holds one command or one idea; read descriptors.py first:
it needs no debugger, only the SDM.
"""
import os
import sys

import gdb

sys.dont_write_bytecode = True  # products belong below build/ only
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))


class Kml(gdb.Command):
    """Show the processor's tables, and how the kernel uses them.

    kml where    which program or kernel code, stack, process and task
    kml idt      where an interrupt or exception leads
    kml gdt      the segments, and which tasks are busy
    kml tss      the state of a task, or the list of stacks on x86-64
    kml frame    what the CPU pushed, and the kernel's saved frame
    kml exec     continue to the start of a program (Linux)

`help kml where` explains the command `kml where`, and so on. The commands ask
QEMU for GDTR, IDTR and TR (`monitor info registers`) and decode the tables that
these point to, so they work with any kernel; names come from its symbols. The
terms are those of the Intel SDM, volume 3."""

    def __init__(self):
        super().__init__("kml", gdb.COMMAND_DATA, gdb.COMPLETE_NONE, True)

    def invoke(self, argument, from_tty):
        gdb.execute("help kml")


Kml()

# Each registers its command below the prefix `kml` when it is loaded.
from kmlgdb import execute, frame, gdt, idt, tss, where  # noqa: E402,F401
