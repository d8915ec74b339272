# SPDX-License-Identifier: GPL-2.0-only
"""The columns that README.md lists, and whether a table keeps to them."""

import re
from pathlib import Path

README = Path(__file__).with_name("README.md")
NOT_RECORDED = "not recorded"  # in tables older than the column
KINDS = {
    "text": r"(?s:.*)",
    "count": r"\d+",
    "number": r"-?\d+(\.\d+)?",
    "hash": r"[0-9a-f]{16}",
    "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z",
    "yes or no": r"yes|no",
}


def read_columns(heading):
    """The table below a heading: the name of each column, its kind, and what
    stands in the third column."""
    section = README.read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return {name: (kind, third) for name, kind, third in
            re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|", section, re.M)}


PROVENANCE = read_columns("Provenance")
MEASURED = read_columns("Columns")
KIND_OF = {name: kind for name, (kind, _) in (PROVENANCE | MEASURED).items()}
REQUIRED = [name for name, (_, empty) in PROVENANCE.items() if empty == "never"]


def complaints_about_row(row):
    for name, value in row.items():
        kind = KIND_OF.get(name)
        if kind and value not in ("", NOT_RECORDED) and \
                not re.fullmatch(KINDS[kind], value):
            yield f"{name} is '{value}': expected a {kind}"
    for name in REQUIRED:
        if row.get(name) == "":
            yield f"{name} is empty"
    if row.get("emulator") and not row.get("accel"):
        yield "an emulator, but no accel"


def complaints(table, name):
    """What is wrong with a table, as FILE:LINE: what."""
    for column in table.columns:
        if column not in KIND_OF:
            yield f"{name}:1: {column} is no column of {README}"
    for column in PROVENANCE:
        if column not in table.columns:
            yield f"{name}:1: there is no column {column}"
    for line, row in zip(table.lines, table):
        for complaint in complaints_about_row(row):
            yield f"{name}:{line}: {complaint}"
