# SPDX-License-Identifier: GPL-2.0-only
"""A kernel that is neither kml-minimal nor Linux, or one without symbols: only
the processor's own state is known. See kernel.py."""
from kmlgdb import machine

FRAME = None
TSS_WORDS = {}


def describe_current():
    return "unknown: the symbols are not those of kml-minimal or Linux"


def current_level():
    return None


def runs_program():
    return None


def tss_name(selector, base):
    return machine.symbol_at(base)[0]


def ist_stack(top):
    """Its bottom is unknown: assume one page."""
    return "", top - 4096, top


def stacks():
    return ()
