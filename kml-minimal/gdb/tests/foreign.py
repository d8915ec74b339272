# SPDX-License-Identifier: GPL-2.0-only
"""A kernel that is neither kml-minimal nor Linux (foreign.S). The commands do not
guess what its code and its stack are for."""
import gdb

from checks import check, equal, says, session
from kmlgdb import foreign, kernel
from answers import check_all, continue_to, entry_point, fails

CLAIMS = r"the program|kernel text|kernel memory|programs"


def story():
    equal(kernel.module(), foreign, "an unknown kernel is recognised")
    continue_to(entry_point())
    check_all("at its entry point", CLAIMS)
    says("kml where", r"^code     0x\w+ <_?start>, paging is off, CPL 0$",
         "symbols are right where paging is off")
    says("kml where", "^process  unknown: the symbols are not", "no process")
    fails("exec /bin/x", "not Linux's", "Linux only")
    gdb.execute("tbreak spin", to_string=True)
    gdb.execute("continue", to_string=True)
    check_all("in its loop", CLAIMS)
    says("kml gdt", r"limit 0xffff\n  0x00  null\n  0x08 .*32-bit code$",
         "its GDT, and not 8,192 lines")
    says("kml gdt", r"^  \.\.\. and so on up to 0xfff8", "the rest is doubtful")
    says("kml where", "^code .*<spin>, paging is off", "its symbol")
    gdb.execute("disconnect", to_string=True)
    check(gdb.selected_thread() is None, "no target is connected")
    check_all("without a target", CLAIMS)
    fails("gdt", "no guest is connected", "no guest")


session(story)
