# SPDX-License-Identifier: GPL-2.0-only
"""What of the report rests on figures that others have published: the cost model, and
the systems that the paper compares Linux with."""

from html import escape
from statistics import median

from results import table as results_table

from . import model, others
from .markup import number, table, tag

MODEL = """\
<p>Estimated cycles of one operation: what was counted, times the latencies below. Model
and measurement stand apart: the last column has cycles only where KVM works. An estimate
is a range, because the published latencies are. A ratio in the table of a claim takes the
same latencies for both contestants.</p>
<p><strong>Where not to trust it.</strong> It knows no cache, no TLB and no branch
predictor: so it says nothing about fork, exec, mmap or the network, where misses decide,
and too little about page table isolation without PCIDs. Three of its seven latencies come
from one core (Skylake); SWAPGS is a bound, and the instructions' range is assumed.
The exceptions' delivery is in IRET, which costs less at CPL 0 than it says. A range of
one to three is no precision: it can refute a claim, seldom confirm one.</p>
<p>Whole null calls that others have measured, to be held against its estimates: 125 cycles
without KML and 76 with it (the paper's figure 9, at 3.8 GHz); 142 without mitigations and
605 with all of them (unikraft/eurosys21-artifacts, Linux 5.11); 632 to 728 on Skylake with
those of 2018 (travisdowns/uarch-bench, issue 34).</p>"""


def latency_table():
    return table(["event", "cycles", "processor", "source", "remark"],
                 [(escape(row["event"]), escape(f"{row['low']} … {row['high']}"),
                   escape(row["microarchitecture"]), escape(row["source"]),
                   escape(row["remark"])) for row in results_table.read(model.LATENCIES)])


def events_text(events):
    return ", ".join(f"{number(count)} {event}" for event, count in events.items()
                     if count >= 0.05 and event != model.INSTRUCTION)


def in_cycles(rows, measure, contestant, x):
    found = [float(row["value"]) for row in rows if row["unit"] == "cycles"
             and (row["measure"], row["contestant"], row["x"]) == (measure, contestant, x)]
    return number(median(found)) if found else "not measured"


def model_rows(rows):
    """Of each measure of which events were counted."""
    counted = model.Counted(rows)
    measures = dict.fromkeys(row["measure"].rpartition(" ")[0] for row in rows
                             if row["unit"] == "events")
    for measure in measures:
        contestants = dict.fromkeys(row["contestant"] for row in rows
                                    if row["measure"] == measure)
        for contestant in contestants:
            for x in counted.xs(measure, contestant):
                cost = model.cycles(counted, measure, contestant, x)
                yield (escape(f"{measure} {x}".strip()), escape(contestant),
                       number(counted.mean(measure, contestant, x)),
                       events_text(counted.events(measure, contestant, x)),
                       f"{number(cost.low)} … {number(cost.high)}",
                       in_cycles(rows, measure, contestant, x))


def cost_model(evidence):
    found = [row for rows in evidence.rows.values() for row in model_rows(rows)]
    estimates = tag("details", tag("summary", f"{len(found)} estimates") + table(
        ["operation", "contestant", "instructions", "events", "model: cycles",
         "measured: cycles"], found)) if found else tag("p", "Nothing is counted yet.")
    return MODEL + latency_table() + estimates


OTHERS = """\
<p>Numbers of the paper and of its authors' repository, on their machine. They are cited
here, and nothing that this kit measures is compared with them.</p>"""


def other_systems():
    return OTHERS + table(["what", "from", "Linux", "other systems"],
                          [(escape(what), escape(place), escape("; ".join(linux)),
                            escape("; ".join(them)))
                           for what, place, linux, them in others.rows()])
