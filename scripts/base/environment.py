# SPDX-License-Identifier: GPL-2.0-only
"""The environment that a command gets from a program of this kit."""

import os


def outside_make():
    """This program's own, without what a make that called it has left there: another
    make would take its options and its job slots from that."""
    return {name: value for name, value in os.environ.items()
            if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")}
