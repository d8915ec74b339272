# SPDX-License-Identifier: GPL-2.0-only
"""Stages about Linux: each is judged by a program of its own, labs/NN-name/judge.py.

A student's files are in WORK/NN-name, which opens with what is in the stage's folder
`start`. judge.py has a class Judge:

    Judge(work, out)    WORK/NN-name, and a folder for what is made
    test_NAME()         judges the test NAME (`-` is `_` here): returns what was seen,
                        or raises Lost
    facts()             name -> what is right for this student's own build, if the stage
                        has a file `questions`

and may have KINDS, its kinds of question on worksheets (see worksheet.py);
start(folder), which adds to what a student's folder opens with; and prepare(), which
makes what a student makes beside that folder, such as kernels (for the course-check).
"""

import importlib.util
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from base.environment import outside_make
from machinery import ROOT, Missing
from machinery.facts import write_form
from machinery.submission import make_kit
from machinery.work import read_regular

PARTS = ("labs", "late")
EXPLORER = ROOT / "build/bin/kconfig-explorer"


class Lost(Exception):
    """A test that gets no points: the text says why."""

    def __init__(self, detail, ending="wrong answer", lines=()):
        super().__init__(detail)
        self.ending, self.lines = ending, list(lines)


@cache
def load(folder):
    """The module labs/NN-name/judge.py."""
    spec = importlib.util.spec_from_file_location(f"judge_{folder.name[:2]}",
                                                  folder / "judge.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def need_packages():
    """Is installed what the stages about Linux need? See scripts/packages."""
    checked = subprocess.run([ROOT / "scripts/setup", "--check", *PARTS],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True)
    if checked.returncode:
        raise Missing(f"this stage needs more here:\n{checked.stdout.strip()}\n"
                      f'`make setup FOR="{" ".join(PARTS)}"` installs it')


def student_file(work, name):
    """The text of WORK/NN-name/NAME. A place where work is left is called NOT_YET."""
    try:
        text = read_regular(work / name)
    except OSError as error:
        raise Lost(f"{name}: cannot be read: {error.strerror}", "not built")
    if "NOT_YET" in text:
        raise Lost(f"{name} still says NOT_YET")
    return text


def entries(text, comment="#"):
    """(number, words, comment) of each line that says something."""
    for number, line in enumerate(text.splitlines(), 1):
        said, _, remark = line.partition(comment)
        if said.strip():
            yield number, said.split(), remark.strip()


def run(*command, **options):
    """A program of the kit, in its folder: its exit status, and what it printed."""
    made = subprocess.run([str(word) for word in command], cwd=ROOT,
                          env=outside_make() | options, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          errors="replace")
    return made.returncode, made.stdout, made.stderr


def run_or_miss(*command, **options):
    """Likewise, where only this machine can be the reason of a failure."""
    status, printed, said = run(*command, **options)
    if status:
        raise Missing(f"{Path(str(command[0])).name} failed: {said.strip()[-400:]}")
    return printed


@cache
def need_explorer():
    """kconfig-explorer, and the tree of Linux that it reads: unpacked the first time."""
    make_kit("build/bin/kconfig-explorer")
    return run_or_miss(ROOT / "scripts/linux/linux", "source", "pristine").strip()


def explorer(*words):
    need_explorer()
    return run(EXPLORER, *words)


def parse_config(text):
    """name -> value of the options that are set in a .config."""
    return dict(re.findall(r"^CONFIG_(\w+)=(.*)$", text, re.M))


def read_config(path):
    return parse_config(Path(path).read_text())


# --- a student's folder

def open_start(stage, work):
    """Copies the stage's start into the work folder, and the form for answers, unless
    they are there. True if new."""
    need_packages()
    if stage.questions:
        write_form(stage, work, stage.questions, "what is so in your own build")
    target = work / stage.name
    if target.exists():
        return False
    draft = work / f".{stage.name}.{os.getpid()}"
    shutil.copytree(stage.folder / "start", draft)
    try:
        getattr(load(stage.folder), "start", lambda _: None)(draft)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return True
