# SPDX-License-Identifier: GPL-2.0-only
"""Where a guest executed what was counted: sums over the functions of each part, by a
table of parts: part,pattern (a regular expression). The first that matches counts."""

import re

from count.functions import name_of
from results import table

ELSE = "all else"


def read(path):
    return [(row["part"], re.compile(row["pattern"])) for row in table.read(path)]


def by_part(parts, counts, more, less, per):
    """{part: instructions}: those under mark `more` but for those under `less`, divided
    by `per`."""
    known = read(parts)
    found = dict.fromkeys([part for part, _ in known] + [ELSE], 0)
    for row in table.read(counts):
        if row["what"] != "instructions" or row["mark"] not in (str(more), str(less)):
            continue
        name = name_of(row)
        part = next((part for part, pattern in known if pattern.fullmatch(name)), ELSE)
        found[part] += (1 if row["mark"] == str(more) else -1) * int(row["count"]) / per
    return found
