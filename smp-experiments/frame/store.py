# SPDX-License-Identifier: GPL-2.0-only
"""What jobs have left, below build/reproduce:

    done/EXPERIMENT/JOB/KEY/    rows.csv, origin.json, log, raw data
    failed/EXPERIMENT/JOB/      reason, log: of a job that has no result

Each folder appears as a whole. One in done/ never changes."""

import json
import shutil

from results import Problem, files, table

from . import OUT


def done_folder(job):
    return OUT / "done" / job.experiment / job.name / job.key


def failed_folder(experiment, name):
    return OUT / "failed" / experiment / name


def is_done(job):
    return done_folder(job).is_dir()


def clear(path):
    """Remove a folder: it vanishes at once, then its files go."""
    gone = files.draft_of(path)
    try:
        path.rename(gone)
    except FileNotFoundError:
        return
    shutil.rmtree(gone, ignore_errors=True)


def keep_failure(experiment, name, reason, log):
    """`log` is what it printed, in bytes."""
    folder = failed_folder(experiment, name)
    clear(folder)
    with files.new_folder(folder) as draft:
        (draft / "log").write_bytes(log)
        (draft / "reason").write_text(reason + "\n")


def failures():
    """(experiment, job, reason, folder) of each."""
    for path in sorted(OUT.glob("failed/*/[!.]*/reason")):
        folder = path.parent
        yield (folder.parent.name, folder.name,
               path.read_text(errors="replace").strip(), folder)


def date_in(path):
    """When a job was done; the oldest if its origin.json is damaged."""
    try:
        return json.loads(path.read_text())["date"]
    except (ValueError, KeyError, TypeError):
        return ""


def newest_results():
    """The folder of each job's newest result, by (experiment, job)."""
    newest = {}
    for path in OUT.glob("done/*/*/[!.]*/origin.json"):
        folder = path.parent
        which = folder.parents[1].name, folder.parent.name
        date = date_in(path), folder.name
        if which not in newest or newest[which][0] < date:
            newest[which] = date, folder
    return {which: folder for which, (_, folder) in sorted(newest.items())}


def rows(folder):
    """What a job has measured, with its provenance; ([], why) if that is damaged."""
    try:
        found = table.read(folder / "rows.csv")
        origin = json.loads((folder / "origin.json").read_text())
        own = {name: origin[name] for name in ("host_cpu", "kit", "command", "date")}
    except (Problem, OSError, ValueError, KeyError) as error:
        return [], f"{type(error).__name__}: {error}"
    which = {"experiment": folder.parents[1].name, "job": folder.parent.name}
    return [which | row | own for row in found], ""
