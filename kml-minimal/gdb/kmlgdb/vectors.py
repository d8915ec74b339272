# SPDX-License-Identifier: GPL-2.0-only
"""Exceptions and interrupts by number: SDM vol. 3, table 6-1."""
import gdb

EXCEPTIONS = ("#DE", "#DB", "NMI", "#BP", "#OF", "#BR", "#UD", "#NM", "#DF",
              "", "#TS", "#NP", "#SS", "#GP", "#PF", "", "#MF", "#AC", "#MC",
              "#XM", "#VE", "#CP")
WITH_ERROR_CODE = {8, 10, 11, 12, 13, 14, 17, 21}


def name(vector):
    if vector < len(EXCEPTIONS) and EXCEPTIONS[vector]:
        return EXCEPTIONS[vector]
    return "exception" if vector < 32 else "interrupt"


def parse(text):
    """A vector as users write it: 14, 0x80 or #PF (also PF)."""
    wanted = text.upper().lstrip("#")
    for vector, exception in enumerate(EXCEPTIONS):
        if exception and exception.lstrip("#") == wanted:
            return vector
    try:
        return int(text, 0)
    except ValueError as error:
        raise gdb.GdbError(
            f"kml: `{text}` is not a vector: give a number (14, 0x80) or an "
            "exception's name (PF)") from error
