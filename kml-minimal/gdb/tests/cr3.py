# SPDX-License-Identifier: GPL-2.0-only
"""Two address spaces (i386). A task switch loads CR3 from the TSS but never
saves it there (SDM vol. 3, 7.3), so the kernel must write it at every process
switch; or the way back from the #DF task leads into another's memory."""
from checks import equal, run_to, session, step, value
from kmlgdb import machine


def story():
    run_to("df_task", condition="current->pid == 2")
    root = value("current->root") - machine.address_of("KERNEL_BASE")
    equal(value("tss_main.cr3"), root,
          "TSS_MAIN holds the CR3 of the second process, which starved")
    equal(value("$cr3"), value("tss_df.cr3"), "the #DF task has its own CR3")
    run_to("df_task", "iret")
    step()
    equal(value("$cr3"), root, "IRET loads the second process's again")


session(story)
