# SPDX-License-Identifier: GPL-2.0-only
"""The jobs of one `make reproduce`, in a file that all of its workers read."""

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

from results import Problem, files, provenance

from . import OUT
from .jobs import Job

SEED = 17  # of the order in which contestants take turns


@dataclass
class Plan:
    path: Path
    started: float
    origin: dict
    jobs: list


def make(jobs, command):
    """Contestants are interleaved: what changes slowly on this machine must not fall
    on one of them alone."""
    jobs = list(jobs)
    random.Random(SEED).shuffle(jobs)
    started = time.time()
    said = {"started": started, "origin": provenance.of_run(command),
            "jobs": [job.as_dictionary() for job in jobs]}
    text = json.dumps(said, indent=1) + "\n"
    path = OUT / "plans" / provenance.short_hash(text.encode()) / "plan.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write(path, text)
    return Plan(path, started, said["origin"], jobs)


def read(path):
    try:
        said = json.loads(Path(path).read_text())
        jobs = [Job(**job | {"measures": tuple(job["measures"])})
                for job in said["jobs"]]
        return Plan(Path(path), said["started"], said["origin"], jobs)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Problem(f"{path} is no plan: {error}") from error
