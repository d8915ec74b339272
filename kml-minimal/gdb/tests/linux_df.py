# SPDX-License-Identifier: GPL-2.0-only
"""Linux, i386: a PUSH on an unmapped page, at either level.

At CPL 0 it is stack starvation: #DF's task writes what the CPU could not push,
on the entry stack, where the CPU pushes by itself if the program is at CPL 3.
From #PF's stub on the two levels look alike, until the return: IRET does not
load ESP if the CPL stays. SDM vol. 3, 7.3, 7.4; vol. 2, IRET."""
from checks import (WORD, check, check_push_works, equal, pc, run_to,
                    run_to_program, run_to_push, says, session, sp, step,
                    value, word)
from kmlgdb import machine, tables
from linux_program import (BY_CPL3, NOT_THERE_WRITE, check_in_c, check_program,
                           level_of)
from task_gate import check_before, check_return, check_switched

TSS, DF_TSS = 0x80, 0xf8  # asm/segment.h
USER_CS, USER_DS = 0x73, 0x7b
PF = 14  # asm/trapnr.h
FLAGS_IF = 1 << 9


def check_in_task():
    equal(pc(), machine.address_of("asm_exc_double_fault"),
          "one step leads to asm_exc_double_fault")
    says("kml where", r"^process  pid \d+, /trusted/\w+, a program at CPL 0",
         "the process")
    says("kml where", r"^task     TR = 0xf8 doublefault_tss$", "the task")
    says("kml where", r"^busy     0x80 cpu_tss_rw, 0xf8 doublefault_tss$",
         "the busy ones")
    says("kml where", r"^link     NT = 1: .*0x80 cpu_tss_rw$", "the way back")
    says("kml tss", r"^TSS 0xf8 doublefault_tss .*, live\n"
         r"  back link  0x80 cpu_tss_rw$", "the live one")


def check_double_fault(stack, push):
    """There and back: what could not be pushed has been written by hand."""
    says("kml idt DF", r"^0x08 #DF .*task gate .*TSS selector 0xf8 "
         r"doublefault_tss \(available\), continues at 0x\w+ "
         r"<asm_exc_double_fault>$", "the gate")
    step()
    check_switched(TSS, DF_TSS, stack, push)
    check_in_task()
    check_return("asm_exc_double_fault", TSS)


def check_stub(level, stack, push):
    """However the frame came there."""
    equal(pc(), tables.gate(PF).offset, "the CPU is at #PF's stub")
    says("kml where", r"^code .*stub of vector 0xe \(#PF\), CPL 0$", "the stub")
    says("kml where", r"^stack .*, the entry trampoline stack, 24 bytes below "
         "its top$", "six words on the entry stack")
    equal(word(sp()), NOT_THERE_WRITE | (BY_CPL3 if level else 0),
          "the error code")
    equal(word(sp() + WORD), push, "the IP is that of the PUSH")
    equal(word(sp() + 2 * WORD), USER_CS, "CS is the user's")
    check(word(sp() + 3 * WORD) & FLAGS_IF, "interrupts were allowed")
    equal(word(sp() + 4 * WORD), stack, "the stack pointer is the program's")
    equal(word(sp() + 5 * WORD), USER_DS, "SS is the user's")
    equal(value("$cr2"), stack - WORD, "CR2 is where the push failed")
    says("kml frame", r"^stack switch: by the "
         + ("change of the CPL, to the TSS's esp0$" if level
            else "kernel, which wrote these words itself"),
         "who wrote them")


def run_to_return(place, push):
    """Other programs return there, too."""
    run_to(place, condition=f"((struct pt_regs *)$esp)->ip == {push}")
    says("kml where", r"^stack .*the kernel stack of pid \d+, ",
         "the return begins on the kernel stack")


def check_iret(stack, push):
    """From the entry stack, by an IRET that changes the CPL."""
    run_to_return("restore_all_switch_stack", push)
    run_to("restore_all_switch_stack", "iret")
    says("kml where", r"^stack .*, the entry trampoline stack, 20 bytes",
         "five words on the entry stack")
    equal(word(sp() + 3 * WORD), stack, "IRET will load the stack pointer")
    equal(word(sp() + WORD) & 3, 3, "as the CPL changes to 3")


def check_jump(stack, push):
    """No IRET: ESP is loaded first, and then nothing may come in between."""
    run_to_return("kml_return", push)
    run_to("kml_return_sti")
    says("kml where", r"^code .*<kml_return\+\d+>, kernel text, CPL 0$",
         "the kernel's code")
    equal(sp(), stack, "on the program's stack, where nothing can be pushed")
    check(not value("$eflags") & FLAGS_IF, "so interrupts are held back")
    step()
    check(value("$eflags") & FLAGS_IF, "STI lets them in behind the jump")
    equal(pc(), machine.address_of("kml_return_sti") + 1, "the jump is next")


def story():
    path = run_to_program()
    level = level_of(path)
    stack, push = run_to_push()
    check_program(path)
    if level == 0:
        check_before(TSS)
        check_double_fault(stack, push)
    else:
        step()
    check_stub(level, stack, push)
    check_in_c(USER_CS, USER_DS, stack, push)
    if level == 0:
        check_jump(stack, push)
    else:
        check_iret(stack, push)
    step()
    equal(machine.cpl(), level, f"at CPL {level}")
    check_push_works(stack, push)


session(story)
