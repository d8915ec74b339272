# SPDX-License-Identifier: GPL-2.0-only
"""How each configuration is made, and what is observed of it.

Maker.make() puts into the folder of a configuration

    config        the configuration, complete as Kconfig completes it
    asked         what was asked for, in the same form
    options.csv   each option with type, prompt and value (count --list)
    reasons.csv   why each is on (solved ones only)
    dropped.csv   the needs that were not granted: need and value
    row.json      its row of counts.csv, without what all rows have
"""

import json
import os
import re
import time
from pathlib import Path

from results import Problem, command, files, provenance, table

ROOT = Path(__file__).resolve().parents[2]
PAPER = ROOT / "kconfig-explorer/paper"
MANIFESTS = ROOT / "kconfig-explorer/manifests"
TOOL = Path(os.environ.get("KCONFIG_EXPLORER", ROOT / "build/bin/kconfig-explorer"))

# The paper's base: without its KML patch, which no other kernel has.
LUPINE = "lupine-djw-nokml"
SOLVED = ["lexicographic", "count", "policy"]
NEED_METHODS = ["only-fragment", "allnoconfig", "tinyconfig", *SOLVED]


def assignments(text):
    """CONFIG_ lines, as a dictionary; its names have no CONFIG_."""
    return dict(re.findall(r"^CONFIG_(\w+)=(.*)", text, re.M))


def needs_of(name):
    """What an application needs; the machine is added as `specialise` does it."""
    machine = (MANIFESTS / "machine.needs").read_text()
    if name == "twenty-two":
        return Path(__file__).with_name("twenty-two.needs").read_text()
    if name == "machine":
        return machine
    return command.output(TOOL, "specialise", MANIFESTS / f"{name}.manifest", "--needs",
                          "--machine", "none") + machine


def alternatives(text):
    """Each need as a list of (option, value): one of them is enough."""
    for line in text.splitlines():
        if '"' not in line:
            line = re.sub(r"\s*#.*", "", line)
        if line:
            yield [tuple(part.removeprefix("CONFIG_").split("=", 1)) if "=" in part
                   else (part, "y") for part in re.split(r"\s*\|\|\s*", line.strip())]


def fragment(needs):
    """A fragment cannot say "A or B": like a person, it takes the first."""
    return "".join(f"CONFIG_{option}={value}\n"
                   for (option, value), *_ in alternatives(needs))


def paper_config(name):
    """The options that the paper's configuration has; an application's are its
    base with the options of app-options.csv."""
    if name == "microvm" or name.startswith("lupine-"):
        return command.output(PAPER / "config", name)
    return command.output(PAPER / "config", LUPINE) + "".join(
        f"CONFIG_{row['option']}={row['value']}\n"
        for row in table.read(PAPER / "app-options.csv") if row["app"] == name)


def dropped(config, wanted):
    """The needs that were not granted. Off and unknown are both n."""
    values = assignments(config)
    for need in wanted:
        if not any(values.get(option, "n") == value for option, value in need):
            option, value = need[0]
            if len(need) > 1:
                option, value = " || ".join(option for option, _ in need), ""
            yield {"need": option, "value": value}


class Maker:
    """Makes configurations with the kernel's own conf, or the solver. `folder` is
    that of the run, with bases/ and needs/; `scratch` is for conf to write into,
    as it makes files where it stands to try the compiler."""

    def __init__(self, conf, tree, folder, scratch):
        self.conf, self.tree = conf, tree
        self.folder, self.scratch = folder, scratch

    def run_conf(self, config, *options, allconfig=None):
        environment = os.environ | {"KCONFIG_CONFIG": str(config)}
        if allconfig:
            environment["KCONFIG_ALLCONFIG"] = str(allconfig)
        command.output(self.conf, "-s", *options, "Kconfig", cwd=self.scratch,
                       env=environment)

    # --- what several configurations begin with

    def make_allno(self, draft):
        self.run_conf(draft / "config", "--allnoconfig")

    def make_tiny(self, draft):
        """As `make tinyconfig` does it: allnoconfig with tiny-base.config, then
        the two fragments called tiny.config."""
        config = draft / "config"
        self.run_conf(config, "--allnoconfig",
                      allconfig=self.tree / "kernel/configs/tiny-base.config")
        with open(config, "a", encoding="utf-8") as file:
            for part in ("kernel", "arch/x86"):
                file.write((self.tree / part / "configs/tiny.config").read_text())
        self.run_conf(config, "--olddefconfig")

    # --- the ways

    def merge(self, base, draft):
        """As scripts/kconfig/merge_config.sh does it, in one process instead of
        five for each option: leave out of the base what the fragment repeats,
        append the fragment, and let conf complete it with defaults."""
        asked = (draft / "asked").read_text()
        names = assignments(asked)
        kept = [line for line in
                (self.folder / "bases" / base / "config").read_text().splitlines()
                if re.sub(r"^(# )?CONFIG_|[ =].*", "", line) not in names]
        merged = self.scratch / "merged"
        files.write(merged, "\n".join(kept) + "\n" + asked)
        self.run_conf(draft / "config", "--alldefconfig", allconfig=merged)

    def solve(self, name, draft, *objective):
        """From the needs' folder: reasons name the file, and no result should say
        where the kit lies. Is it proven?"""
        done = command.run(TOOL, "solve", "--need-file", "needs", "--objective",
                           *objective, "--format", "csv", "-o", draft / "config",
                           cwd=self.folder / "needs" / name)
        files.write(draft / "reasons.csv", done.stdout)
        proof = re.search("^(optimal|not proven)", done.stderr, re.M)
        if not proof:
            raise Problem(f"solve does not say whether it is proven: {done.stderr}")
        return "optimal" if proof[1] == "optimal" else "bound"

    def make_config(self, name, made_by, draft):
        """Leaves `config`. What is proven of it, or "none"."""
        config, asked = draft / "config", draft / "asked"
        if made_by == "linux-4.0":
            files.write(config, asked.read_text())
        elif made_by == "carried-defaults":
            files.write(config, asked.read_text())
            self.run_conf(config, "--olddefconfig")
        elif made_by in ("carried-off", "only-fragment"):  # merge_config.sh's -n
            self.run_conf(config, "--allnoconfig", allconfig=asked)
        elif made_by in ("allnoconfig", "tinyconfig"):
            self.merge(made_by.removesuffix("config"), draft)
        elif made_by == "policy":  # as specialise does
            return self.solve(name, draft, "lexicographic", "--pin")
        else:
            return self.solve(name, draft, made_by)
        return "none"

    # --- what came of it

    def survives(self, draft):
        """Would the kernel's own conf change anything of what it did not make?"""
        def settings(path):
            return sorted(line for line in path.read_text().splitlines()
                          if line and (line[0] != "#" or line.endswith("is not set")))

        again = self.scratch / "again"
        files.write(again, (draft / "config").read_text())
        self.run_conf(again, "--olddefconfig")
        return "yes" if settings(again) == settings(draft / "config") else "no"

    def observe_options(self, draft, *config):
        """As our own model has the configuration."""
        files.write(draft / "options.csv", command.output(TOOL, "count", "--list",
                                                          *config))
        options = table.read(draft / "options.csv")
        on = [option for option in options if option["value"] == "y"]
        return {"options": len(options), "prompted": count_prompted(options),
                "options_y": len(on), "prompted_y": count_prompted(on)}

    def observe_needs(self, draft, wanted, proof):
        rows = list(dropped((draft / "config").read_text(), list(alternatives(wanted))))
        table.write(draft / "dropped.csv", table.Table(["need", "value"], rows))
        return {"needs": len((draft / "asked").read_text().splitlines()),
                "needs_dropped": len(rows),
                "survives_olddefconfig": "" if proof == "none" else self.survives(draft)}

    def make(self, name, made_by, draft):
        """A configuration, and its row."""
        paper = made_by == "linux-4.0" or made_by.startswith("carried")
        needs = "" if paper else (self.folder / "needs" / name / "needs").read_text()
        asked = paper_config(name) if paper else fragment(needs)
        files.write(draft / "asked", asked)
        start = time.monotonic()
        proof = self.make_config(name, made_by, draft)
        row = {"proof": proof, "wall_s": f"{time.monotonic() - start:.1f}",
               "config_sha256": provenance.short_hash(draft / "config")}
        if made_by == "linux-4.0":
            row |= {"method": "lines =y in the published file", "options_y": len(
                re.findall("=y$", (draft / "config").read_text(), re.M))}
        else:
            row |= {"method": "y after Kconfig completed it"}
            row |= self.observe_options(draft, "--config", draft / "config")
            row |= self.observe_needs(draft, asked if paper else needs, proof)
        files.write(draft / "row.json", json.dumps(row))

    def make_kernel(self, draft):
        """All options that Kconfig knows: no configuration."""
        row = self.observe_options(draft)
        row |= {"options_y": "", "prompted_y": "", "proof": "none",
                "method": "names defined in Kconfig files"}
        files.write(draft / "row.json", json.dumps(row))


def count_prompted(options):
    return sum(option["prompt"] == "yes" for option in options)
