# SPDX-License-Identifier: GPL-2.0-only
"""A recorded run goes backwards: out of the #DF task, over the task switch.

QEMU goes back by one *completed* instruction. The PUSH did not complete, it
became the task switch; so one step back from df_task is the instruction before
the PUSH."""
import gdb

from checks import (equal, pc, run_to, run_to_push, says, session, sp, step,
                    value)
from kmlgdb import machine


def step_back():
    gdb.execute("reverse-stepi", to_string=True)


def check_into_task(direction):
    step()
    equal(pc(), machine.address_of("df_task"), f"{direction}: into df_task")
    equal(value("tss_df.back_link"), 0x28, "TSS_DF has a back link")
    says("kml where", r"^busy     0x28 tss_main, 0x30 tss_df$", "both busy")


def story():
    stack, push = run_to_push()
    check_into_task("forwards")
    step_back()
    says("kml where", r"^code .*<push_on\+\d+>, the program, CPL 0$",
         "backwards: out of the task")
    says("kml where", r"^busy     0x28 tss_main$", "TSS_DF is not busy yet")
    equal(value("tss_df.back_link"), 0, "it has no back link yet")
    step()
    equal(pc(), push, "forwards again: the PUSH")
    equal(sp(), stack, "with its stack pointer")
    check_into_task("forwards again")
    run_to("df_task", "iret")
    step()
    equal(pc(), push, "IRET leads back to the PUSH")
    step_back()
    says("kml where", r"^link     NT = 1: .*0x28 tss_main$",
         "backwards over IRET: in the #DF task again")


session(story)
