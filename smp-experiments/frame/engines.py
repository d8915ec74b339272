# SPDX-License-Identifier: GPL-2.0-only
"""Who starts the jobs of a plan: GNU make on this machine, or Slurm."""

import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

from base.environment import outside_make
from results import Problem, files

from . import ROOT, progress

WORKER = Path(__file__).resolve().parents[1] / "do-job"


def say(text):
    print(f"reproduce: {text}", file=sys.stderr, flush=True)


def for_make(word):
    """A word for the shell, in a recipe."""
    return shlex.quote(str(word)).replace("$", "$$")


def with_make(plan, at_once):
    """A target a job. One that fails has told so, and does not stop make."""
    numbers = " ".join(str(number) for number in range(1, len(plan.jobs) + 1))
    makefile = plan.path.with_name("Makefile")
    files.write(makefile, f".PHONY: all {numbers}\nall: {numbers}\n{numbers}:\n"
                f"\t@{for_make(WORKER)} {for_make(plan.path)} $@ || :\n")
    subprocess.run(["make", "--silent", f"--jobs={at_once}",
                    f"--file={makefile}", "all"], cwd=ROOT, env=outside_make(),
                   check=False, stdout=sys.stderr)


def ask_slurm(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True,
                              timeout=60).stdout
    except FileNotFoundError as error:
        raise Problem(f"there is no {command[0]}: \"make setup FOR=slurm\" installs"
                      " Slurm") from error
    except (subprocess.SubprocessError, OSError) as error:
        raise Problem(f"Slurm does not answer: {error}"
                      f" {getattr(error, 'stderr', '') or ''}") from error


def check_slurm():
    """Without a node that works, jobs would wait for ever."""
    states = ask_slurm("sinfo", "--noheader", "--format=%T").split()
    if not any(re.match("idle|mixed|allocated|completing", state) for state in states):
        raise Problem("Slurm has no node that works; sinfo says:"
                      f" {' '.join(states) or 'no nodes'}")


def array_limit():
    found = re.search(r"MaxArraySize\s*=\s*(\d+)", ask_slurm("scontrol", "show", "config"))
    return int(found[1]) - 1 if found else 1000


def watch(waiting, plan):
    """Say how far the plan is, until sbatch ends."""
    shown = ""
    while waiting.poll() is None:
        now = progress.line(plan)
        if now.split(",")[0] != shown.split(",")[0]:
            say(now)
            shown = now
        time.sleep(1)


def with_slurm(plan, at_once):
    """One array. A task does every STEP-th job, if there are more jobs than an array
    may have tasks."""
    check_slurm()
    step = min(len(plan.jobs), array_limit())
    work = f"{shlex.quote(str(WORKER))} {shlex.quote(str(plan.path))}"
    log = plan.path.with_name("slurm-%a.log")
    waiting = subprocess.Popen(
        ["sbatch", "--parsable", "--wait", "--job-name=reproduce",
         f"--array=1-{step}%{at_once}", f"--output={log}", f"--chdir={ROOT}",
         f"--wrap=exec {work} $SLURM_ARRAY_TASK_ID --step {step}"],
        env=outside_make(), stdout=subprocess.PIPE, text=True)
    number = waiting.stdout.readline().strip().split(";")[0]
    if not number:
        raise Problem(f"sbatch ended with status {waiting.wait()}")
    say(f"Slurm's job {number}")
    try:
        watch(waiting, plan)
    finally:
        if waiting.poll() is None:
            waiting.kill()
            ask_slurm("scancel", number)


ENGINES = {"make": with_make, "slurm": with_slurm}
