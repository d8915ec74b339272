# SPDX-License-Identifier: GPL-2.0-only
"""A recorded run goes backwards: over IRET, out of the #DF task, and over the
task switch itself, to the PUSH that nobody has executed yet."""
import gdb

from checks import (equal, pc, run_to, run_to_push, says, session, sp, step,
                    value)
from kmlgdb import machine


def step_back():
    gdb.execute("reverse-stepi", to_string=True)


def story():
    stack, push = run_to_push()
    step()
    equal(pc(), machine.address_of("df_task"), "forwards: the PUSH leads to "
          "df_task")
    step_back()
    equal(pc(), push, "backwards: out of the task, to the PUSH")
    equal(sp(), stack, "with the program's stack pointer")
    says("kml where", r"^busy     0x28 tss_main$", "TSS_DF is not busy yet")
    equal(value("tss_df.back_link"), 0, "it has no back link yet")
    step()
    equal(value("tss_df.back_link"), 0x28, "forwards again: it has one")
    run_to("df_task", "iret")
    step()
    step_back()
    says("kml where", r"^link     NT = 1: .*0x28 tss_main$",
         "backwards over IRET: in the #DF task again")


session(story)
