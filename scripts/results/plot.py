# SPDX-License-Identifier: GPL-2.0-only
"""Plots by gnuplot, as SVG."""

import subprocess
import tempfile

from . import Problem, files


def quoted(text):
    """A text for gnuplot."""
    return "'" + str(text).replace("'", "''") + "'"


def draw(path, scripts, rows, **variables):
    """Draw `path`. The last of the scripts plots the columns of `data`, which
    tabs separate; `variables` are set before. None is a missing value."""
    if not rows:
        raise Problem(f"there is nothing to be drawn in {path}")
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as data:
        for row in rows:
            print(*("-" if value is None else value for value in row),
                  sep="\t", file=data)
        data.flush()
        given = "".join(f"{name} = {quoted(value)}; " for name, value in
                        (variables | {"data": data.name}).items())
        gnuplot = subprocess.run(
            ["gnuplot", "-e", given + "set datafile separator '\\t' missing '-'",
             *scripts], capture_output=True, text=True, check=False)
    if gnuplot.returncode or "</svg>" not in gnuplot.stdout:
        raise Problem(f"gnuplot cannot draw {path}: {gnuplot.stderr}")
    files.write(path, gnuplot.stdout)
