# SPDX-License-Identifier: GPL-2.0-only
"""Tables in CSV, quoted as RFC 4180 has it; a damaged one is rejected."""

import csv
import io
import re
import sys
from pathlib import Path

from . import Problem, files


class Table(list):
    """Rows, each a dictionary of texts. `columns` has the names in order,
    `lines` where in its file each row ends."""

    def __init__(self, columns, rows=(), lines=()):
        super().__init__(rows)
        self.columns = list(columns)
        self.lines = list(lines)

    def text(self):
        return "".join(format_row(row) for row in (
            self.columns, *([row.get(name, "") for name in self.columns]
                            for row in self)))


def format_row(fields):
    """As csv.c does it. (csv.writer leaves a carriage return without quotes.)"""
    return (",".join(map(quoted, fields)) or '""') + "\n"


def quoted(field):
    field = str(field)
    if re.search('[",\r\n]', field):
        return '"' + field.replace('"', '""') + '"'
    return field


def parse(text, name):
    """The table in `text`; `name` is its file's, for messages."""
    if not text.endswith("\n"):
        raise Problem(f"{name}:{text.count(chr(10)) + 1}: the line is cut off")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    table = None
    try:
        for fields in reader:
            if table is None:
                table = Table(fields)
            elif len(fields) == len(table.columns):
                table.append(dict(zip(table.columns, fields)))
                table.lines.append(reader.line_num)
            else:
                raise csv.Error(f"{len(fields)} fields, but there are"
                                f" {len(table.columns)} columns")
        if len(set(table.columns)) < len(table.columns):
            raise csv.Error("two columns have the same name")
    except csv.Error as error:
        raise Problem(f"{name}:{reader.line_num}: {error}") from error
    return table


def read(path):
    """The table in a file; "-" is standard input."""
    try:
        data = (sys.stdin.buffer.read() if str(path) == "-"
                else Path(path).read_bytes())
        return parse(data.decode(), path)
    except OSError as error:
        raise Problem(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(f"{path}:{line}: this is no UTF-8") from error


def write(path, table):
    files.write(path, table.text())
