# SPDX-License-Identifier: GPL-2.0-only
"""What the report is about: claims with their parts, verdicts, failures."""

from dataclasses import dataclass, field
from pathlib import Path

from results import Problem, table, vocabulary
from results.experiment import OWN

from . import EXPERIMENTS, jobs, store, verdict

PAPER = Path(__file__).resolve().parents[1] / "paper"
COLUMNS = ["experiment", "job", *OWN, *vocabulary.PROVENANCE]


@dataclass
class Part:
    """A row of an experiment's claims.csv, and how it is judged."""

    experiment: str
    row: dict
    verdict: verdict.Verdict


@dataclass
class Claim:
    row: dict
    parts: list = field(default_factory=list)
    unmeasured: str = ""  # why there is no verdict yet

    def word(self):
        return verdict.of_claim(part.verdict.word for part in self.parts)


@dataclass
class Evidence:
    claims: list
    rows: dict  # of each experiment
    failures: list
    damaged: list
    older: list  # jobs whose newest result is not that of the present key
    counts: dict  # (done, all) jobs of each experiment


def read_results():
    """All rows by experiment, and what is wrong with results that cannot be read."""
    rows = {name: [] for name in jobs.experiments()}
    damaged = []
    for (experiment, _), folder in store.newest_results().items():
        found, why = store.rows(folder)
        rows.setdefault(experiment, []).extend(found)
        if why:
            damaged.append((folder, why))
    return rows, damaged


def published_table(path):
    """The rows of one experiment in a file; none if it has not been published."""
    if not path.exists():
        return []
    found = table.read(path)
    wrong = [f"{path}:1: there is no column {name}"
             for name in COLUMNS if name not in found.columns]
    wrong += vocabulary.complaints(found, path)
    if wrong:
        raise Problem(wrong[0])
    return found


def read_published(folder):
    """All rows by experiment, of FOLDER/EXPERIMENT/EXPERIMENT.csv."""
    return {name: published_table(folder / name / f"{name}.csv")
            for name in jobs.experiments()}, []


def progress_of(experiment):
    """Jobs done and in all, and those with a result of other inputs alone."""
    try:
        listed = jobs.of(experiment, quick=False)
    except Problem:
        return None, []
    done = [job for job in listed if store.is_done(job)]
    older = [job.title() for job in listed if job not in done
             and any(store.done_folder(job).parent.glob("[!.]*"))]
    return (len(done), len(listed)), older


def parts_of(experiment, rows):
    for row in jobs.rows_of(experiment, "claims.csv"):
        yield Part(experiment, row, verdict.judge(row, rows.get(experiment, [])))


def progress():
    counts, older = {}, []
    for experiment in jobs.experiments():
        counts[experiment], its = progress_of(experiment)
        older += its
    return counts, older


def read(published=None):
    """What jobs have left; or, of a folder of published rows, what these say."""
    rows, damaged = read_published(published) if published else read_results()
    counts, older = ({}, []) if published else progress()
    claims = {row["id"]: Claim(row) for row in table.read(PAPER / "claims.csv")}
    for experiment in jobs.experiments():
        for part in parts_of(experiment, rows):
            if part.row["claim"] not in claims:
                raise Problem(f"{experiment}/claims.csv: there is no claim"
                              f" {part.row['claim']}")
            claims[part.row["claim"]].parts.append(part)
    for row in table.read(EXPERIMENTS / "unmeasured.csv"):
        if row["claim"] not in claims:
            raise Problem(f"unmeasured.csv: there is no claim {row['claim']}")
        claims[row["claim"]].unmeasured = row["reason"]
    return Evidence(list(claims.values()), rows, list(store.failures()), damaged, older,
                    counts)
