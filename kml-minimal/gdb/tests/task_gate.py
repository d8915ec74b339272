# SPDX-License-Identifier: GPL-2.0-only
"""What the CPU does at a task gate, whichever kernel set it up (i386). SDM
vol. 3, 7.3 and 7.4."""
from checks import WORD, check, equal, run_to, says, sp, step, value, word
from kmlgdb import machine, tables, taskstate

NT = 1 << 14
CR0_TS = 1 << 3


def tr():
    return machine.system_registers().tr


def busy_tasks():
    return sorted(selector for selector, tss in tables.tss_selectors().items()
                  if tss.is_busy)


def state(selector):
    """What a TSS holds, by field."""
    return taskstate.Tss(tables.gdt()[selector])


def check_before(main):
    equal(machine.cpl(), 0, "the program runs at CPL 0")
    equal(tr(), main, f"TR is {main:#x}")
    equal(busy_tasks(), [main], "and that is the only busy task")
    equal(state(main)["cr3"], value("$cr3"),
          "its TSS holds the true CR3: a task switch loads but never saves it")


def check_switched(main, df, stack, push):
    """One step from the PUSH: another task, and nothing was pushed."""
    equal(tr(), df, f"TR is {df:#x}")
    equal(busy_tasks(), [main, df], "both tasks are busy")
    equal(state(df)["back link"], main, f"the back link is {main:#x}")
    check(value("$eflags") & NT, "NT = 1")
    check(value("$cr0") & CR0_TS, "CR0.TS = 1: the FPU is another task's")
    equal(value("$cr2"), stack - WORD, "CR2 is where the push failed")
    equal(state(main)["eip"], push, "the saved EIP is that of the PUSH")
    equal(state(main)["esp"], stack, "the saved ESP is the program's")
    equal(sp(), state(df)["esp"] - WORD, "one word lies on the task's own stack")
    equal(word(sp()), 0, "#DF's error code, 0")
    says("kml where", r"^stack .*the #DF task's stack, 4 bytes", "the stack")
    says("kml frame", "^No frame: .*task gate", "there is none")
    says("kml tss main", rf"eip  0x\w+ <push_on\+\d+>$(.|\n)*  esp {stack:#x}",
         "the program's state")


def check_return(code, main):
    """From the task's code by its IRET, which NT turns into a task switch."""
    run_to(code, "iret")
    check(value("$eflags") & NT, "NT = 1 before IRET")
    step()
    equal(tr(), main, f"IRET: TR is {main:#x} again")
    equal(busy_tasks(), [main], "IRET: #DF's task is available again")
    check(not value("$eflags") & NT, "IRET: NT = 0")
