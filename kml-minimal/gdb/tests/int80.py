# SPDX-License-Identifier: GPL-2.0-only
"""INT 0x80 and its return. The stack is switched from CPL 3 only. (x86-64 is
started with fault=ist-df: this vector then has no IST stack.)"""
import gdb

from checks import (WORD, check, equal, instruction, kernel_stack_top, pc,
                    run_to, says, session, sp, step, value, word)
from kmlgdb import machine


def expected_frame(level, stack):
    """Where the CPU should push, and how many words (SDM vol. 3, 6.12.1 and
    6.14.2: in 64-bit mode it aligns the stack to 16 bytes first)."""
    if level == 3:
        return kernel_stack_top() - 5 * WORD, 5
    if machine.is_64bit():
        return (stack & ~15) - 5 * WORD, 5
    return stack - 3 * WORD, 3


def check_entry(level, stack, behind):
    frame, words = expected_frame(level, stack)
    equal(machine.cpl(), 0, "INT 0x80 leads to CPL 0")
    equal(sp(), frame, "the frame lies on the kernel stack" if level == 3
          else "the frame lies on the program's own stack: no switch")
    equal(word(frame), behind, "it holds the address behind INT 0x80")
    equal(word(frame + WORD) & 3, level, f"its CS says CPL {level}")
    if words == 5:
        equal(word(frame + 3 * WORD), stack, "it holds the stack pointer")
    says("kml where", r"^code .*stub of vector 0x80 \(interrupt\), CPL 0$",
         "the IP is in the stub")
    says("kml where", r"^stack .*the kernel stack of pid 1" if level == 3
         else r"^stack .*the program's stack", "which stack it is")
    says("kml frame", r"^  0x\w+  e?r?ip +0x\w+ <trap_on\+\d+>$",
         "the program's IP")
    if words == 3:
        says("kml frame", rf"three words.*\n  esp was {stack:#x}$",
             "esp was not pushed")
    else:
        says("kml frame", rf"[er]sp +{stack:#x}  \(the program's stack\)$",
             "the program's stack pointer")


def check_kernel_frame(level, stack, behind):
    run_to("serve_program")
    frame = "(struct frame *)$rdi" if machine.is_64bit() else \
        "*(struct frame **)($esp + 4)"
    equal(value(f"({frame})->sp"), stack,
          "struct frame: the stack pointer is the program's")
    equal(value(f"({frame})->ip"), behind, "struct frame: the IP, too")
    equal(value(f"({frame}) + 1"), kernel_stack_top(),
          "struct frame lies at the top of the kernel stack")
    says(f"kml frame {frame}", rf"^  sp +{stack:#x}", "shows it as well")
    says(f"kml frame {frame}", rf"^  cs .*\(CPL {level}\)", "and the CPL")


def check_return(level, stack, behind):
    if level == 0 and not machine.is_64bit():
        run_to("return_to_cpl0", "jmp +\\*")  # IRET would not load ESP
    else:
        run_to("return_to_program", "iret")
    by = instruction()["asm"].split()[0]
    step()
    equal(pc(), behind, f"{by} leads behind INT 0x80")
    equal(sp(), stack, "with the program's stack pointer")
    equal(machine.cpl(), level, f"at CPL {level}")


def story():
    run_to("trap_on", "int ")
    level = machine.cpl()
    # trap_on() has gone to an unmapped page; go back to a mapped one.
    gdb.execute("set $sp = $rcx" if machine.is_64bit()
                else "set $sp = $ecx")
    stack, behind = sp(), pc() + instruction()["length"]
    says("kml idt 0x80", r"interrupt gate  DPL 3  selector 0x8  "
         r"offset 0x\w+ <vector_stubs\+2048>", "the gate")
    says("kml where", rf"^code .*the program, CPL {level}$", "in the program")
    step()
    check_entry(level, stack, behind)
    check_kernel_frame(level, stack, behind)
    check_return(level, stack, behind)
    check(value("$eax") == 1, "getpid() was 1")


session(story)
