# SPDX-License-Identifier: GPL-2.0-only
"""Stack starvation at CPL 0 and its cure by a task gate, step by step.

One PUSH, and the CPU stands in another task: it could not push #PF's frame,
nor #DF's, but it could save everything in TSS_MAIN. Then IRET goes back: to
the PUSH itself (fault=df-retry), or to the kernel with a frame written by hand
(fault=df-rewrite). SDM vol. 3, 7.3 and 7.4."""
from checks import (check_push_works, equal, kernel_stack_top, pc, run_to,
                    run_to_push, says, session, step, value)
from kmlgdb import machine
from task_gate import check_before, check_return, check_switched

TSS_MAIN, TSS_DF = 0x28, 0x30
FAULT_DF_RETRY = 1  # options.h


def check_in_task():
    equal(pc(), machine.address_of("df_task"), "one step leads to df_task")
    says("kml where", r"^code .*<df_task>, kernel text, CPL 0$", "the code")
    says("kml where", r"^process  pid 1, /trusted/starve, a program at CPL 0",
         "the process")
    says("kml where", r"^task     TR = 0x30 tss_df$", "the task")
    says("kml where", r"^busy     0x28 tss_main, 0x30 tss_df$", "the busy ones")
    says("kml where", r"^link     NT = 1: .*0x28 tss_main$", "the way back")
    says("kml gdt", r"0x30 .* busy 32-bit TSS  tss_df$", "shows it busy")
    says("kml gdt", r"0x40 .* available 32-bit TSS  tss_nmi$", "shows one free")
    says("kml tss", r"^TSS 0x30 tss_df .*, live\n  back link  0x28 tss_main$",
         "the live one")


def check_retry():
    equal(pc(), value("tss_main.eip"), "retry: IRET leads where #DF came from")


def check_rewrite(stack, push):
    """IRET does not lead to the program, but to the kernel."""
    equal(pc(), machine.address_of("enter_with_frame"),
          "rewrite: IRET leads to enter_with_frame")
    frame = "((struct frame *)$esp)"
    equal(value(f"{frame} + 1"), kernel_stack_top(),
          "a frame lies at the top of the kernel stack")
    equal(value(f"{frame}->ip"), push, "it holds the PUSH's IP")
    equal(value(f"{frame}->sp"), stack, "it holds the program's stack pointer")
    equal(value(f"{frame}->vector"), 8, "it holds the vector of #DF")
    says("kml where", r"^stack .*the kernel stack of pid 1, 76 bytes",
         "on the kernel stack")
    says(f"kml frame {frame}", r"^  ip +0x\w+ <push_on\+\d+>$", "shows it")
    run_to("return_to_cpl0", "jmp +\\*")
    step()


def story():
    stack, push = run_to_push()
    check_before(TSS_MAIN)
    says("kml idt DF", r"^0x08 #DF .*task gate .*TSS selector 0x30 tss_df "
         r"\(available\), continues at 0x\w+ <df_task>$", "the gate")
    step()
    check_switched(TSS_MAIN, TSS_DF, stack, push)
    check_in_task()
    check_return("df_task", TSS_MAIN)
    says("kml where", "^link     NT = 0", "no way back")
    if value("options.fault") == FAULT_DF_RETRY:
        check_retry()
    else:
        check_rewrite(stack, push)
    check_push_works(stack, push)


session(story)
