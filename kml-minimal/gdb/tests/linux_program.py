# SPDX-License-Identifier: GPL-2.0-only
"""A program in Linux, at its PUSH on an unmapped page: what holds for both
machines."""
from os.path import basename

from checks import equal, run_to, says
from kmlgdb import linux, machine

NOT_THERE_WRITE, BY_CPL3 = 2, 4  # error code of #PF: SDM vol. 3, figure 4-12


def level_of(path):
    return 0 if path.startswith("/trusted/") else 3


def check_program(path):
    level = level_of(path)
    equal(machine.cpl(), level, f"the program runs at CPL {level}")
    says("kml where", rf"^code .*<push_on\+\d+>, the program, CPL {level}$",
         "the code")
    says("kml where", r"^stack .*, the program's stack$", "the stack")
    says("kml where", rf"^process  pid \d+, {path}, a program at CPL {level}$",
         "the process")
    says("lx-ps", rf"^0x\w+ +\d+ +{basename(path)}$",
         "the kernel's own commands work")
    says("lx-dmesg", r"kml: programs below /trusted run at CPL 0",
         "those too that need all types")


def kernel_stack_top():
    """THREAD_SIZE above its bottom, but for TOP_OF_KERNEL_STACK_PADDING:
    asm/thread_info.h (without VM86)."""
    padding = 0 if machine.is_64bit() else 8
    return (int(linux.current_task()["stack"])
            + linux.kernel_stack_size() - padding)


def check_in_c(user_cs, user_ds, stack, push):
    """On the task's stack; nothing shows the level any more."""
    run_to("*exc_page_fault")
    regs = linux.first_argument("struct pt_regs")
    equal(int(regs + 1), kernel_stack_top(),
          "pt_regs lies at the top of the kernel stack")
    equal(int(regs["cs"]), user_cs, "its CS is the user's")
    equal(int(regs["ss"]), user_ds, "its SS too")
    equal(int(regs["ip"]), push, "its IP is the PUSH's")
    equal(int(regs["sp"]), stack, "its stack pointer is the program's")
    says("kml where", r"^code .*<exc_page_fault>, kernel text, CPL 0$",
         "the kernel, for the program")
    says("kml where", r"^stack .*the kernel stack of pid \d+, ",
         "the stack of the entry is free")
    frame = f"kml frame (struct pt_regs *){int(regs):#x}"
    says(frame, r"^struct pt_regs on the kernel stack of pid \d+, "
         rf"\d+ bytes(.|\n)*^  sp +{stack:#x}  \(the program's stack\)$",
         "shows it")
    says(frame, rf"^  cs +{user_cs:#x}  \(CPL 3\)$", "as from CPL 3")
