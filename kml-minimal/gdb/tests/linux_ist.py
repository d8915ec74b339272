# SPDX-License-Identifier: GPL-2.0-only
"""Linux, x86-64: a PUSH on an unmapped page, at either level.

At CPL 0 it is stack starvation, cured by the IST stack that all gates share.
From error_entry on, the two levels look alike: the same selectors in the same
place. They part again at the last instruction. SDM vol. 3, 6.14.5."""
from checks import (WORD, check_push_works, equal, pc, run_to, run_to_program,
                    run_to_push, says, session, sp, step, value, word)
from kmlgdb import machine, stacks, tables
from linux_program import (BY_CPL3, NOT_THERE_WRITE, check_in_c, check_program,
                           level_of)

KERNEL_CS, KERNEL_DS = 0x10, 0x18  # asm/segment.h
USER_CS, USER_DS = 0x33, 0x2b
PF, DF, GP, IRQ0 = 14, 8, 13, 0x30  # asm/trapnr.h, asm/irq_vectors.h
FLAGS_AC = 1 << 18


class Level:
    """What is different at the level that the program runs at."""

    def __init__(self, path):
        self.number = level_of(path)
        kernel = self.number == 0
        self.cs, self.ss = ((KERNEL_CS, KERNEL_DS) if kernel
                            else (USER_CS, USER_DS))
        self.error = NOT_THERE_WRITE | (0 if kernel else BY_CPL3)
        self.iret = "kml_iret" if kernel else "native_irq_return_iret"


def shared_ist():
    return tables.gate(PF).ist


def check_gates():
    equal({tables.gate(vector).ist for vector in (GP, IRQ0)}, {shared_ist()},
          "exceptions and interrupts share #PF's IST stack")
    equal(tables.gate(DF).ist, 1, "#DF has its own")
    says("kml idt PF", rf"<asm_exc_page_fault>  IST{shared_ist()} "
         r"\(SHARED\)$", "the gate")
    says("kml idt DF", r"<asm_exc_double_fault>  IST1 \(DF\)$",
         "another one")


def check_pushed(level, stack, push):
    """One step: the first instruction of the handler."""
    equal(pc(), machine.address_of("asm_exc_page_fault"),
          "one step leads to asm_exc_page_fault")
    _, _, top = stacks.ist(shared_ist())
    equal(sp(), top - 6 * WORD, "six words lie on top of the shared IST stack")
    equal(word(sp()), level.error, f"the error code is {level.error}")
    equal(word(sp() + WORD), push, "the IP is that of the PUSH")
    equal(word(sp() + 2 * WORD), level.cs, f"CS is {level.cs:#x}")
    equal(word(sp() + 4 * WORD), stack, "the stack pointer is the program's")
    equal(word(sp() + 4 * WORD) >> 63, 0, "in the user half: a program")
    equal(word(sp() + 5 * WORD), level.ss, f"SS is {level.ss:#x}")
    equal(value("$cr2"), stack - WORD, "CR2 is where the push failed")


def check_commands(level):
    says("kml where", r"^code .*stub of vector 0xe \(#PF\), CPL 0$", "the stub")
    says("kml where", rf"^stack .*, the stack IST{shared_ist()} \(SHARED\), "
         "48 bytes below its top$", "the stack")
    says("kml where", rf", a program at CPL {level.number}$", "whose fault")
    says("kml where", r"^task     TR = 0x40 cpu_tss_rw$", "the one task")
    says("kml frame", rf"^  0x\w+  cs +{level.cs:#x}  \(CPL {level.number}\)$",
         "the words")
    says("kml frame", r"^stack switch: by the gate, which names "
         rf"IST{shared_ist()} \(SHARED\)$", "why there")
    says("kml tss main", r"^  rsp0  0x\w+  the entry trampoline stack, at its "
         rf"top$(.|\n)*^  IST{shared_ist()}  0x\w+  the stack IST{shared_ist()} "
         r"\(SHARED\), at its top$", "the stacks")


def check_rewritten(level):
    """Still on the IST stack, but it looks like CPL 3 already."""
    run_to("sync_regs")
    regs = "((struct pt_regs *)$rdi)"
    _, bottom, top = stacks.ist(shared_ist())
    equal(bottom < value(regs) < top, True,
          "sync_regs() is given the frame on the IST stack")
    equal(value(f"{regs}->cs"), USER_CS, "its CS is the user's by now")
    equal(value(f"{regs}->ss"), USER_DS, "its SS too")
    says("kml where", rf"^stack .*, the stack IST{shared_ist()} \(SHARED\), ",
         "the stack is that one yet")


def check_return(level, stack, push):
    # Others return there too, such as interrupts of the kernel.
    regs = "((struct pt_regs *)$rsp)"
    run_to("swapgs_restore_regs_and_return_to_usermode",
           condition=f"{regs}->ip == {push}")
    # As a program might have done, which then could not use its own pages.
    value(f"{regs}->flags = {regs}->flags & ~{FLAGS_AC}")
    run_to(level.iret, condition=f"*(unsigned long *)$rsp == {push}")
    equal(word(sp()), push, f"{level.iret} returns to the PUSH")
    equal(word(sp() + WORD), level.cs, f"with CS {level.cs:#x}")
    equal(word(sp() + 3 * WORD), stack, "with the program's stack pointer")
    equal(word(sp() + 4 * WORD), level.ss, f"with SS {level.ss:#x}")
    if level.number == 0:
        equal(word(sp() + 2 * WORD) & FLAGS_AC, FLAGS_AC,
              "with AC set again: SMAP lets it use its pages")
    step()
    equal(machine.cpl(), level.number, f"at CPL {level.number}")
    check_push_works(stack, push)


def story():
    path = run_to_program()
    level = Level(path)
    stack, push = run_to_push()
    check_program(path)
    check_gates()
    step()
    check_pushed(level, stack, push)
    check_commands(level)
    check_rewritten(level)
    check_in_c(USER_CS, USER_DS, stack, push)
    check_return(level, stack, push)


session(story)
