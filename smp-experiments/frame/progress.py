# SPDX-License-Identifier: GPL-2.0-only
"""How far a plan is, and how long the rest takes."""

import time

from . import store


def ended(job, plan):
    """Done, or tried since the plan began and failed."""
    try:
        reason = store.failed_folder(job.experiment, job.name) / "reason"
        return store.is_done(job) or reason.stat().st_mtime >= plan.started
    except FileNotFoundError:
        return False


def duration(seconds):
    if seconds < 100:
        return f"{seconds:.0f} s"
    if seconds < 6000:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def line(plan):
    """What is left is estimated from how long the jobs so far took, compared with
    how long they should have taken."""
    over = [job for job in plan.jobs if ended(job, plan)]
    expected = sum(job.seconds for job in over)
    left = sum(job.seconds for job in plan.jobs) - expected
    took = time.time() - plan.started
    text = f"{len(over)}/{len(plan.jobs)}"
    if left > 0 and expected > 0:
        text += f", about {duration(left * took / expected)} left"
    return text
