# SPDX-License-Identifier: GPL-2.0-only
"""Virtual-8086 mode: CS and SS are addresses, the CPL is 3, and the page fault
of its first instruction pushes nine words and an error code."""
from answers import check_all
from checks import (WORD, equal, kernel_stack_top, run_to, says, session, sp,
                    step)
from kmlgdb import machine


def story():
    run_to("enter_vm86", "iret")
    step()
    equal(machine.cpl(), 3, "virtual-8086 mode is CPL 3")
    check_all("in virtual-8086 mode")
    says("kml where", r"^code     0x0010:0x0200 \(0x300\), virtual-8086 mode, "
         "CPL 3$", "the code")
    says("kml where", "^stack    0x7fff:0xfff0$", "the stack")
    step()
    equal(sp(), kernel_stack_top() - 10 * WORD, "ten words were pushed")
    says("kml frame", r"  eflags  0x\w+  \(virtual-8086 mode: CPL 3",
         "they come from there")
    says("kml frame", r"  esp     0xfff0\n.*  ss      0x7fff\n.*  es      0x0\n",
         "the stack pointer, and the segments behind it")
    says("kml frame", "^stack switch: by the change of the CPL",
         "why on this stack")
    run_to("kill_program")
    says("kml frame frame", r"^  cs +0x10$", "an address has no CPL")


session(story)
