# SPDX-License-Identifier: GPL-2.0-only
"""Two address spaces (i386). A task switch loads CR3 from the TSS but never
saves it there (SDM vol. 3, 7.3), so the kernel must write it at every process
switch; or the way back from the #DF task leads into another's memory."""
from checks import equal, run_to, session, step, value

OWNER = "'kml-minimal/user/programs/cr3.c'::owner"  # the kernel has one, too


def story():
    run_to("push_on", "push", condition="current->pid == 2")
    address_space = value("$cr3")
    equal(value("tss_main.cr3"), address_space,
          "TSS_MAIN holds the CR3 of the second process")
    equal(value(OWNER), 2, "its variable says so")
    run_to("df_task", "iret")
    equal(value("$cr3"), value("tss_df.cr3"), "the #DF task has its own CR3")
    step()
    equal(value("$cr3"), address_space, "IRET loads the second process's again")
    equal(value(OWNER), 2, "its variable is there")


session(story)
