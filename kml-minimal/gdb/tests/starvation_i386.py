# SPDX-License-Identifier: GPL-2.0-only
"""Stack starvation at CPL 0 and its cure by a task gate, step by step.

One PUSH, and the CPU stands in another task: it could not push #PF's frame,
nor #DF's, but it could save everything in TSS_MAIN. Then IRET goes back: to
the PUSH itself (fault=df-retry), or to the kernel with a frame written by hand
(fault=df-rewrite). SDM vol. 3, 7.3 and 7.4."""
from checks import (WORD, check, check_push_works, equal, kernel_stack_top, pc,
                    run_to, run_to_push, says, session, sp, step,
                    value, word)
from kmlgdb import machine, tables

TSS_MAIN, TSS_DF = 0x28, 0x30
NT = 1 << 14
CR0_TS = 1 << 3
FAULT_DF_RETRY = 1  # options.h


def busy_tasks():
    return sorted(selector for selector, tss in tables.tss_selectors().items()
                  if tss.is_busy)


def tr():
    return machine.system_registers().tr


def check_before():
    equal(machine.cpl(), 0, "the program runs at CPL 0")
    equal(tr(), TSS_MAIN, "TR is TSS_MAIN")
    equal(busy_tasks(), [TSS_MAIN], "and that is the only busy task")
    equal(value("tss_main.cr3"), value("$cr3"),
          "TSS_MAIN holds the true CR3: a task switch loads but never saves it")
    says("kml idt DF", r"^0x08 #DF .*task gate .*TSS selector 0x30 tss_df "
         r"\(available\), goes on at 0x\w+ <df_task>$", "the gate")


def check_in_task(stack, push):
    equal(pc(), machine.address_of("df_task"), "one step leads to df_task")
    equal(tr(), TSS_DF, "TR is TSS_DF")
    equal(busy_tasks(), [TSS_MAIN, TSS_DF], "both tasks are busy")
    equal(value("tss_df.back_link"), TSS_MAIN, "the back link is TSS_MAIN")
    check(value("$eflags") & NT, "NT = 1")
    check(value("$cr0") & CR0_TS, "CR0.TS = 1: the FPU is another task's")
    equal(value("$cr2"), stack - WORD, "CR2 is where the push failed")
    equal(value("tss_main.eip"), push, "the saved EIP is that of the PUSH")
    equal(value("tss_main.esp"), stack, "the saved ESP is the program's")
    equal(sp(), value("&df_stack + 1") - WORD,
          "one word lies on the task's own stack")
    equal(word(sp()), 0, "#DF's error code, 0")


def check_commands_in_task(stack):
    says("kml where", r"^code .*<df_task>, kernel text, CPL 0$", "the code")
    says("kml where", r"^stack .*the #DF task's stack, 4 bytes", "the stack")
    says("kml where", r"^process  pid 1, /trusted/starve, a program at CPL 0",
         "the process")
    says("kml where", r"^task     TR = 0x30 tss_df$", "the task")
    says("kml where", r"^busy     0x28 tss_main, 0x30 tss_df$", "the busy ones")
    says("kml where", r"^link     NT = 1: .*0x28 tss_main$", "the way back")
    says("kml gdt", r"0x30 .* busy 32-bit TSS  tss_df$", "shows it busy")
    says("kml gdt", r"0x40 .* available 32-bit TSS  tss_nmi$", "shows one free")
    says("kml tss", r"^TSS 0x30 tss_df .*, live\n  back link  0x28 tss_main$",
         "the live one")
    says("kml tss main", rf"eip  0x\w+ <push_on\+\d+>$(.|\n)*  esp {stack:#x}",
         "the program's state")
    says("kml frame", "^No frame: .*task gate", "there is none")


def check_retry():
    equal(pc(), value("tss_main.eip"), "retry: IRET leads where #DF came from")


def check_rewrite(stack, push):
    """IRET does not lead to the program, but to the kernel."""
    equal(pc(), machine.address_of("enter_with_frame"),
          "rewrite: IRET leads to enter_with_frame")
    frame = "((struct frame *)$esp)"
    equal(value(f"{frame} + 1"), kernel_stack_top(),
          "a frame lies at the top of the kernel stack")
    equal(value(f"{frame}->ip"), push, "it says the PUSH's IP")
    equal(value(f"{frame}->sp"), stack, "it says the program's stack pointer")
    equal(value(f"{frame}->vector"), 8, "it says #DF")
    says("kml where", r"^stack .*the kernel stack of pid 1, 76 bytes",
         "on the kernel stack")
    says(f"kml frame {frame}", r"^  ip +0x\w+ <push_on\+\d+>$", "shows it")
    run_to("return_to_cpl0", "jmp +\\*")
    step()


def story():
    stack, push = run_to_push()
    check_before()
    step()
    check_in_task(stack, push)
    check_commands_in_task(stack)
    run_to("df_task", "iret")
    check(value("$eflags") & NT, "NT = 1 before IRET")
    step()
    equal(tr(), TSS_MAIN, "IRET: TR is TSS_MAIN again")
    equal(busy_tasks(), [TSS_MAIN], "IRET: TSS_DF is available again")
    check(not value("$eflags") & NT, "IRET: NT = 0")
    says("kml where", "^link     NT = 0", "no way back")
    if value("options.fault") == FAULT_DF_RETRY:
        check_retry()
    else:
        check_rewrite(stack, push)
    check_push_works(stack, push)


session(story)
