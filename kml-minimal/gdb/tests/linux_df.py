# SPDX-License-Identifier: GPL-2.0-only
"""Linux, i386: stack starvation at CPL 0, and its cure by #DF's task gate.

One PUSH, and the CPU stands in another task, as in starvation_i386.py. Linux
then goes back to its ordinary task and lets the page fault's handler run, with
a frame written by hand."""
from checks import (check_push_works, equal, pc, run_to, run_to_program,
                    run_to_push, says, session, step)
from kmlgdb import machine
from task_gate import busy_tasks, check_before, check_switched, tr

TSS_MAIN, TSS_DF = 0x80, 0xf8  # asm/segment.h


def check_in_task():
    equal(pc(), machine.address_of("asm_exc_double_fault"),
          "one step leads to asm_exc_double_fault")
    says("kml where", r"^process  pid \d+, /trusted/starve, a program at CPL 0",
         "the process")
    says("kml where", r"^task     TR = 0xf8 doublefault_tss$", "the task")
    says("kml where", r"^busy     0x80 cpu_tss_rw, 0xf8 doublefault_tss$",
         "the busy ones")
    says("kml where", r"^link     NT = 1: .*0x80 cpu_tss_rw$", "the way back")


def check_handled():
    """In C, on the task's stack, as if the page fault came from CPL 3."""
    run_to("*exc_page_fault")
    equal(tr(), TSS_MAIN, "TR is the ordinary task's again")
    equal(busy_tasks(), [TSS_MAIN], "and only that one is busy")
    says("kml where", "^link     NT = 0", "no way back")
    says("kml where", r"^stack .*the kernel stack of pid \d+, ", "the stack")


def story():
    run_to_program()
    stack, push = run_to_push()
    check_before(TSS_MAIN)
    says("kml idt DF", r"^0x08 #DF .*task gate .*TSS selector 0xf8 "
         r"doublefault_tss \(available\), goes on at "
         r"0x\w+ <asm_exc_double_fault>$", "the gate")
    step()
    check_switched(TSS_MAIN, TSS_DF, stack, push)
    check_in_task()
    check_handled()
    run_to("kml_return", r"jmp +\*")
    step()
    check_push_works(stack, push)


session(story)
