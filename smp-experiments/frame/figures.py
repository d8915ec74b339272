# SPDX-License-Identifier: GPL-2.0-only
"""The paper's figures, redrawn from their points, and ours, drawn in the same way."""

import subprocess
from collections import defaultdict
from dataclasses import dataclass

from results import Problem, compare, plot, table

from . import EXPERIMENTS, ROOT, jobs
from .evidence import PAPER
from .verdict import measured_in_time

SCRIPTS = PAPER.parent / "plots"


@dataclass
class Figure:
    """`points` are (series, x, value, low, high)."""

    name: str
    title: str
    kind: str
    horizontal: str
    vertical: str
    points: list


def number(text):
    return float(text) if text else 0.0


def papers(figure, drawn):
    points = []
    for row in table.read(PAPER / "figures.csv"):
        if row["figure"] == f"fig{figure}":
            value, error = float(row["value"]), number(row["err"])
            series = row["series"].partition(" (")[0]
            points.append((series, row["x or system"], value, value - error,
                           value + error))
    return Figure(f"paper-{figure}", drawn["title"], drawn["kind"],
                  drawn["horizontal"], drawn["vertical"], points)


def gain(ratio):
    """A ratio of 0.6 is a gain of 0.4."""
    ends = [] if ratio.low is None else [1 - ratio.high, 1 - ratio.low]
    return compare.Estimate(1 - ratio.value, *(ends or [None, None]), ratio.n)


def shown(row, contestant, values, theirs):
    """What figures.csv wants drawn of a contestant; None if nothing."""
    if row.get("contestants") and contestant not in row["contestants"].split():
        return None
    if any(value <= 0 for _, value in values + theirs):
        return None
    seed = f"{row['figure']} {contestant}"
    if not row.get("against"):
        return compare.mean(values, seed)
    ratio = compare.ratio(values, theirs, seed)
    return gain(ratio) if ratio else None


def our_points(row, rows, kind):
    """The geometric mean of each contestant at each x, with its interval."""
    observed = defaultdict(list)
    for found in rows:
        if found["measure"] == row["measure"]:
            observed[found["contestant"], found["x"]].append(
                (found["setup"], float(found["value"])))
    for (contestant, x), values in observed.items():
        mean = shown(row, contestant, values, observed.get((row.get("against"), x), []))
        if mean:
            where = (row["series"], contestant) if kind == "bars" else \
                (f"{row['series']} {contestant}".strip(), x)
            yield (*where, mean.value, *(mean.value if end is None else end
                                         for end in (mean.low, mean.high)))


def ours(figure, drawn, all_rows):
    """None if nothing is measured."""
    points, units = [], set()
    for experiment in jobs.experiments():
        for row in jobs.rows_of(experiment, "figures.csv"):
            if row["figure"] != figure:
                continue
            rows = measured_in_time(all_rows.get(experiment, []), row["measure"])
            points += our_points(row, rows, drawn["kind"])
            units |= {("gain in " if row.get("against") else "") + found["unit"]
                      for found in rows if found["measure"] == row["measure"]}
    if not points:
        return None
    return Figure(f"ours-{figure}", drawn["title"], drawn["kind"],
                  drawn["horizontal"], " and ".join(sorted(units)), points)


def draw(figure, folder):
    """Leaves folder/NAME.svg."""
    series = list(dict.fromkeys(point[0] for point in figure.points))
    xs = list(dict.fromkeys(point[1] for point in figure.points))
    if figure.kind == "lines":
        xs.sort(key=float)
    at = {point[:2]: point[2:] for point in figure.points}
    none = (None, None, None)
    rows = [(x, *(value for name in series for value in at.get((name, x), none)))
            for x in xs]
    log = figure.kind == "lines" and float(xs[0]) > 0 and float(xs[-1]) > 64
    plot.draw(folder / f"{figure.name}.svg", [SCRIPTS / f"{figure.kind}.gp"], rows,
              series=" ".join(f'"{name}"' for name in series), count=len(series),
              horizontal=figure.horizontal, vertical=figure.vertical,
              scale="log" if log else "linear")


def pairs(all_rows, folder):
    """(the paper's figure, ours or None), drawn."""
    for drawn in table.read(PAPER / "drawn.csv"):
        theirs = papers(drawn["figure"], drawn)
        mine = ours(drawn["figure"], drawn, all_rows)
        draw(theirs, folder)
        if mine:
            draw(mine, folder)
        yield theirs, mine


def further(experiment, csv, folder):
    """Pictures of the experiment's own program: (file, caption). A Problem if it
    fails."""
    program = EXPERIMENTS / experiment / "plot"
    if not program.exists():
        return []
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([program, csv, folder], cwd=ROOT, capture_output=True,
                          text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Problem(f"{experiment}/plot ended with status {done.returncode}:"
                      f" {done.stderr.strip()}")
    found = []
    for svg in sorted(folder.glob("*.svg")):
        caption = svg.with_suffix(".txt")
        found.append((svg, caption.read_text().strip() if caption.exists()
                      else svg.stem.replace("-", " ")))
    return found
