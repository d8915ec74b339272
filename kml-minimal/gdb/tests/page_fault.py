# SPDX-License-Identifier: GPL-2.0-only
"""#PF at CPL 3: a push on an unmapped page. The CPU switches to the kernel
stack before it pushes, so nothing starves."""
from checks import (WORD, check_push_works, equal, kernel_stack_top, pc,
                    run_to, run_to_push, says, session, sp, step,
                    value, word)
from kmlgdb import machine

NOT_THERE_WRITE_USER = 6  # error code: SDM vol. 3, figure 4-12


def check_entry(stack, push):
    equal(machine.cpl(), 0, "#PF leads to CPL 0")
    equal(sp(), kernel_stack_top() - 6 * WORD,
          "error code and five words lie on the kernel stack")
    equal(word(sp()), NOT_THERE_WRITE_USER,
          "error code: a write by CPL 3, no page there")
    equal(word(sp() + WORD), push, "the IP is that of the PUSH")
    equal(word(sp() + 4 * WORD), stack, "the stack pointer is unchanged")
    equal(value("$cr2"), stack - WORD, "CR2 is where PUSH wanted to write")
    says("kml where", r"stub of vector 0xe \(#PF\), CPL 0", "in #PF's stub")
    says("kml where", r"^stack .*the kernel stack of pid 1, ", "on its stack")
    says("kml where", r"^process  pid 1, /bin/starve, a program at CPL 3$",
         "for the program at CPL 3")
    says("kml frame", r"^  0x\w+  error +0x6$", "knows of the error code")
    says(f"kml frame {sp():#x} --error", r"cs +0x23  \(CPL 3\)",
         "takes it from the option")


def story():
    stack, push = run_to_push()
    equal(machine.cpl(), 3, "the program runs at CPL 3")
    says("kml idt PF", r"^0x0e #PF .*interrupt gate  DPL 0 ", "the gate")
    step()
    check_entry(stack, push)
    run_to("return_to_program", "iret")
    step()
    check_push_works(stack, push)


session(story)
