# SPDX-License-Identifier: GPL-2.0-only
"""Names of functions in what count writes."""

import re

COPY = re.compile(r"\.(isra|constprop|part|cold)\b.*")


def name_of(row):
    """Of a row's function, "user" for all programs. Copies that the compiler made of a
    function (NAME.isra.0) count as NAME."""
    return "user" if row["mode"] == "user" else COPY.sub("", row["function"])
