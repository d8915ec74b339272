# SPDX-License-Identifier: GPL-2.0-only
"""Pictures of an experiment's own rows: groups of bars."""

from results import compare, plot, table

from .figures import SCRIPTS

SEED = 0  # of the intervals


def estimates(rows):
    """{(measure, contestant): Estimate}; what is not above 0 is left out."""
    found = {}
    for row in rows:
        key = row["measure"], row["contestant"]
        found.setdefault(key, []).append((row["setup"], float(row["value"])))
    return {key: compare.mean(values, SEED) for key, values in found.items()
            if all(value > 0 for _, value in values)}


def line(name, found):
    """Value, low and high end of each of the estimates, of which some may be None."""
    columns = []
    for estimate in found:
        columns += [None] * 3 if estimate is None else [
            estimate.value, estimate.low or estimate.value, estimate.high or estimate.value]
    return [name, *columns]


def size(lines, series):
    """Many bars need width, and long names, which are at a slant, height."""
    return {"width": max(560, 120 + 7 * len(lines) * (len(series) + 1)),
            "height": 360 + 4 * max(0, max(len(name) for name, *_ in lines) - 14)}


def draw(folder, name, caption, series, lines, vertical):
    """`lines`: see line(); `series` names the bars of each. Nothing is drawn of nothing."""
    lines = [one for one in lines if any(one[1:])]
    if lines:
        plot.draw(folder / f"{name}.svg", [SCRIPTS / "bars.gp"], lines,
                  series=" ".join(f'"{one}"' for one in series), count=len(series),
                  horizontal="", vertical=vertical, **size(lines, series))
        (folder / f"{name}.txt").write_text(caption + "\n")


def read(path):
    return estimates(table.read(path))
