# SPDX-License-Identifier: GPL-2.0-only
"""Stack starvation at CPL 0 and its cure by an IST stack, step by step.

The gate names a stack, so the CPU loads RSP before it pushes: for #PF
(fault=ist-all, ist-pf), or only for the #DF that follows when #PF's frame
could not be pushed (fault=ist-df). Then the frame is copied to the process's
kernel stack. SDM vol. 3, 6.14.5."""
from checks import (WORD, check_push_works, equal, kernel_stack_top, run_to,
                    run_to_push, says, session, sp, step, value, word)
from kmlgdb import machine

PF, DF = 14, 8
SHARED, FOR_DF = 1, 2  # IST numbers: tss.h
NOT_THERE_WRITE = 2  # error code: SDM vol. 3, figure 4-12
FAULT_IST_DF = 4  # options.h


def expected():
    """Vector, its IST stack, and its error code."""
    if value("options.fault") == FAULT_IST_DF:
        return DF, FOR_DF, 0
    return PF, SHARED, NOT_THERE_WRITE


def check_pushed(vector, ist, error, stack, push):
    top = value(f"tss_main.ist[{ist - 1}]")
    equal(sp(), top - 6 * WORD, "six words lie at the top of the IST stack")
    equal(machine.cpl(), 0, "at CPL 0")
    equal(word(sp()), error, f"the error code is {error}")
    equal(word(sp() + WORD), push, "the IP is that of the PUSH")
    equal(word(sp() + 2 * WORD) & 3, 0, "its CS says CPL 0")
    equal(word(sp() + 4 * WORD), stack, "the stack pointer is the program's")
    equal(value("$cr2"), stack - WORD, "CR2 is where the push failed")
    says("kml where", rf"^code .*stub of vector {vector:#x} ", "the stub")
    says("kml where", rf"^stack .*the stack IST{ist}, 48 bytes", "the stack")
    says("kml where", r"^process  pid 1, /trusted/starve, a program at CPL 0",
         "the process")
    says("kml where", r"^task     TR = 0x28 tss_main$", "the one task")
    says("kml frame", rf"^pushed on the stack IST{ist}, (.|\n)*error +{error:#x}"
         r"\n.*rip +0x\w+ <push_on\+\d+>$", "the words")
    says("kml tss", rf"^  IST{ist}  {top:#x}  the stack IST{ist}, ", "the stack's top")
    says("kml gdt", r"0x28 .* busy 64-bit TSS  tss_main$", "the TSS")


def check_copied(vector, error, stack, push):
    run_to("serve_program")
    frame = "((struct frame *)$rdi)"
    equal(value(f"{frame} + 1"), kernel_stack_top(),
          "the frame is now at the top of the kernel stack")
    equal(value(f"{frame}->vector"), vector, "it holds the vector")
    equal(value(f"{frame}->error"), error, "it holds the error code")
    equal(value(f"{frame}->ip"), push, "it holds the PUSH's IP")
    equal(value(f"{frame}->sp"), stack, "it holds the program's stack pointer")
    says("kml where", "^stack .*the kernel stack of pid 1", "the IST is free")
    says(f"kml frame {frame}", rf"^  sp +{stack:#x}  \(the program's stack\)",
         "shows it")


def story():
    stack, push = run_to_push()
    vector, ist, error = expected()
    says(f"kml idt {vector}", rf"64-bit interrupt gate .*  IST{ist}$",
         "the gate")
    step()
    check_pushed(vector, ist, error, stack, push)
    check_copied(vector, error, stack, push)
    run_to("return_to_program", "iret")
    step()
    check_push_works(stack, push)


session(story)
