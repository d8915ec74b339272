# SPDX-License-Identifier: GPL-2.0-only
"""From what was observed to the rows of the tables."""

import re
from collections import Counter, defaultdict
from pathlib import Path

from methods import MANIFESTS, PAPER
from results import table

HERE = Path(__file__).resolve().parent


def options_of(folder, name, made_by):
    path = folder / "configurations" / name / made_by / "options.csv"
    return {row["option"]: row for row in table.read(path)}


def on(options):
    return {option for option, row in options.items() if row["value"] == "y"}


# --- carried.csv: what became of each option that was y in Linux 4.0

def carried(folder, name):
    renamed = {row["option"]: row for row in table.read(HERE / "renamed.csv")}
    options = options_of(folder, name, "carried-off")
    for row in sorted(table.read(PAPER / "configs-4.0.csv"), key=lambda row: row["option"]):
        if row["config"] == name and row["value"] == "y":
            option = row["option"]
            fate, explanation = fate_of(option, options, renamed)
            yield {"configuration": name, "option": option, "value_in_4_0": "y",
                   "value_carried": options[option]["value"] if option in options else "",
                   "fate": fate, "explanation": explanation}


def fate_of(option, options, renamed):
    known = renamed.get(option, {"new": "", "explanation": ""})
    if option in options:
        if options[option]["value"] == "y":
            return "kept", ""
        return "off", known["explanation"]
    if known["new"]:
        return "renamed", f"{known['new']}: {known['explanation']}"
    return "gone", known["explanation"]


# --- labels.csv: how much of what the paper's base leaves out of microVM, by the
# authors' labels, a configuration has

def labels(folder, name, made_by):
    options = options_of(folder, name, made_by)
    removed = defaultdict(set)
    for row in table.read(PAPER / "removed-option-labels.csv"):
        removed[row["label"]].add(row["option"])
    for label, its in sorted(removed.items()):
        yield {"label": label, "configuration": name, "made_by": made_by,
               "options_removed": len(its), "still_in_kconfig": len(its & options.keys()),
               "options_y": len(its & on(options))}


# --- beyond.csv: what an application needs beyond the base

def read_manifest(name):
    """The state of each item, by section: [calls], [sockets], ..."""
    sections, section = defaultdict(dict), None
    for line in (MANIFESTS / f"{name}.manifest").read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif " = " in line:
            item, state = line.split(" = ", 1)
            sections[section][item] = state
    return sections


def read_calls(folder):
    """The system calls that each option brings: its condition names the option
    without "!"."""
    calls = defaultdict(list)
    for row in table.read(folder / "calls/calls.csv"):
        for option in re.findall(r"(?<![!\w])[A-Z]\w*", row["condition"]):
            calls[option].append(row["name"])
    return calls


# Options for which an application uses something: section, pattern, and what.
USES = {
    "UNIX": ("sockets", "^unix ", "such socket"),
    "INET": ("sockets", "^inet ", "such socket"),
    "NET": ("sockets", "", "socket"),
    "PROC_FS": ("filesystems", "^proc$", "file of /proc"),
    "PROC_SYSCTL": ("paths", "^/proc/sys/", "file of /proc/sys"),
}


class Beyond:
    """The paper's list beside ours. The paper's base is Lupine's; ours is the solved
    configuration of the machine alone. `side` is

        common   the paper has it and so have we
        paper    only the paper has it    ours   only we have it
        lost     our base has it, and our application's configuration has not
    """

    def __init__(self, folder, name):
        self.name = name
        self.paper = {row["option"] for row in table.read(PAPER / "app-options.csv")
                      if row["app"] == name}
        self.known = {(row["option"], row["side"]): row["explanation"]
                      for row in table.read(HERE / "explanations.csv")
                      if row["application"] in (name, "*")}
        self.manifest, self.calls = read_manifest(name), read_calls(folder)
        self.base = on(options_of(folder, "machine", "lexicographic"))
        self.options = options_of(folder, name, "lexicographic")
        self.on = on(self.options)
        needs = (folder / "needs" / name / "needs").read_text()
        self.needed = dict(re.findall(r"^(\w+)[^#\n]*(?:# (.*))?$", needs, re.M))
        self.reasons = {row["option"]: row for row in table.read(
            folder / "configurations" / name / "lexicographic/reasons.csv")}

    def without(self, section, uses, what):
        """What the manifest says of the uses that an option serves: status, and a
        sentence; "" if the check is not known to pass without them."""
        states = [(use, self.manifest[section][use]) for use in uses
                  if use in self.manifest[section]]
        if not states:
            return "not used", f"traced, the program {what}"
        if any(state not in ("optional", "tried") for _, state in states):
            return "not used", ""
        made = ", ".join(f"{use} ({state})" for use, state in states)
        return "works without", f"the application's check passes without {made}"

    def why_only_paper(self, option):
        if option not in self.options:
            return "no such option", "there is no option of that name in this kernel"
        if option in self.on:
            return "in our base", "our base has it already"
        if option in self.calls:
            calls = self.calls[option]
            return self.without("calls", calls, "makes no call that needs it: "
                                + " ".join(calls))
        if option in USES:
            section, pattern, what = USES[option]
            uses = [use for use in self.manifest[section] if re.search(pattern, use)]
            return self.without(section, uses, f"uses no {what}")
        return "", ""

    def why_only_ours(self, option):
        if self.needed.get(option):
            return "needed", f"the manifest needs it for {self.needed[option]}"
        reason = self.reasons[option]
        return ("needed" if option in self.needed else "follows",
                f"{reason['kind']}: {reason['reason']}")

    def row(self, option, side, status, explanation):
        if (option, side) in self.known:
            status, explanation = "explained", self.known[option, side]
        if not explanation and side != "common":
            status = "unexplained"
        prompt = self.options[option]["prompt"] if option in self.options else ""
        return {"application": self.name, "option": option, "prompt": prompt,
                "side": side, "status": status, "explanation": explanation}

    def rows(self):
        for option in self.paper:
            if option in self.on - self.base:
                yield self.row(option, "common", "both", "")
            else:
                yield self.row(option, "paper", *self.why_only_paper(option))
        for option in self.on - self.base - self.paper:
            yield self.row(option, "ours", *self.why_only_ours(option))
        for option in self.base - self.on:
            yield self.row(option, "lost", "follows", "the smallest configuration with"
                           " the application's needs is without it")


def beyond(folder, name):
    """By side; options with a prompt first."""
    return sorted(Beyond(folder, name).rows(), key=lambda row: (
        row["side"], ["yes", "no", ""].index(row["prompt"]), row["option"]))


# --- what the plots show

PLOTTED = ["linux-4.0", "carried-off", "only-fragment", "allnoconfig", "tinyconfig",
           "lexicographic", "count", "policy"]
CLAIMS = HERE.parents[1] / "smp-experiments/paper/claims.csv"
CLAIM_OF = {"kernel": "C01", "microvm": "C02", "lupine-djw-nokml": "C03"}


def in_the_paper():
    """How many options the paper counts, in all and in its two configurations."""
    said = {row["id"]: row["reference"] for row in table.read(CLAIMS)}
    return {name: said[claim] for name, claim in CLAIM_OF.items()}


def counts_plot(counts):
    paper = in_the_paper()
    y = {(row["configuration"], row["made_by"]): row["options_y"] for row in counts}
    names = dict.fromkeys(name for name, made_by in y if made_by != "defined")
    return [(name, *(y.get((name, made_by)) for made_by in PLOTTED),
             paper.get(name)) for name in names]


def beyond_plot(beyond_rows):
    """The paper's list, and of ours what is common, has a prompt, has none."""
    count = Counter((row["application"], "derived" if (row["side"], row["prompt"]) == (
        "ours", "no") else row["side"]) for row in beyond_rows)
    names = dict.fromkeys(row["application"] for row in beyond_rows)
    return [(name, count[name, "common"] + count[name, "paper"], count[name, "common"],
             count[name, "ours"], count[name, "derived"])
            for name in names] or [("none-needs-more", 0, 0, 0, 0)]


def labels_plot(labels_rows):
    """What is left; of the applications, that of the one that has most of a label."""
    bars = [("microvm", "carried-off"), ("lupine-djw-nokml", "carried-off"),
            ("twenty-two", "lexicographic"), ("application", "lexicographic")]
    removed, y = {}, defaultdict(int)
    for row in labels_rows:
        name, label = row["configuration"], row["label"]
        removed[label] = int(row["options_removed"])
        if name not in ("microvm", "lupine-djw-nokml", "twenty-two", "machine"):
            name = "application"
        key = (name, row["made_by"]), label
        y[key] = max(y[key], int(row["options_y"]))
    return [(label, removed[label], *(y[bar, label] for bar in bars))
            for label in sorted(removed, key=removed.get, reverse=True)]
