# SPDX-License-Identifier: GPL-2.0-only
"""The gdb exercise of a stage: facts that a student finds in the own image.

A stage's file `gdb` has a word at the start of each line:

    machine i386
    program starve                      whose symbols gdb gets
    kernel fault=df-retry init=/trusted/starve -- push
    begin break *push_on                gdb's commands when the session opens
    ask esp: what does ESP hold before the PUSH?
    is register("esp")                  the answer: see facts_gdb.py
    do stepi 2                          a command between two questions

Answers are lines `esp = 0x7ffee000` in WORK/answers/NN. What is right depends on the
image: the checker looks there, with the same commands.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

from base.environment import outside_make
from machinery import ROOT, Missing, Wrong
from machinery.submission import build_student, need_tools
from machinery.work import read_regular

WORDS = ("machine", "program", "kernel", "begin", "ask", "is", "do")
HERE = ROOT / "labs/machinery"


@dataclass
class Exercise:
    path: object
    machine: str = "i386"
    program: str = "starve"
    kernel: str = ""
    begin: list = field(default_factory=list)
    steps: list = field(default_factory=list)     # (do, command), (is, name, value)
    questions: dict = field(default_factory=dict)


def read_exercise(stage):
    path = stage.folder / "gdb"
    if not path.is_file():
        raise Wrong(f"stage {stage.number} has no gdb exercise")
    exercise, name = Exercise(path), None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        word, _, rest = line.partition(" ")
        if not line.strip() or line.startswith("#"):
            continue
        if word not in WORDS:
            raise Wrong(f"{path}:{number}: `{word}` is none of {' '.join(WORDS)}")
        if word in ("machine", "program", "kernel"):
            setattr(exercise, word, rest)
        elif word == "begin":
            exercise.begin.append(rest)
        elif word == "do":
            exercise.steps.append(("do", rest))
        elif word == "ask":
            name, _, text = rest.partition(": ")
            exercise.questions[name] = text
        else:
            exercise.steps.append(("is", name, rest))
    return exercise


def student_image(stage, work, exercise, others="own"):
    """Builds the student's kernel for a session; its folder below build/."""
    need_tools([exercise.machine])
    out = ROOT / f"build/labs/gdb-{stage.number}-{os.getpid()}"
    try:
        build_student(stage, work, out / "tree", out, [exercise.machine],
                      others)
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise
    return out


def debug(exercise, out, options):
    """The command that starts a guest with the student's kernel, and gdb."""
    machine, images = exercise.machine, os.path.relpath(out, ROOT)
    program = f"{images}/{machine}/programs/{exercise.program}"
    if not (ROOT / program).is_file():
        program = f"build/labs/kit/{machine}/programs/{exercise.program}"
    return ["kml-minimal/gdb/debug", "--symbols", f"{images}/{machine}/kernel.elf",
            "--gdb", f"add-symbol-file {program}", *options,
            "--", "build/bin/vm", "run", "--profile", machine,
            "--kernel", f"{images}/{machine}/kernel.elf",
            "--initrd", f"{images}/{machine}/programs.tar",
            "--append", exercise.kernel, "--icount", "0"]


def find_facts(exercise, out):
    """name -> value, in the student's image. Those that cannot be found lack."""
    program = os.environ.get("GDB", "gdb")
    if not shutil.which(program):
        raise Missing(f"{program} is missing here: make setup FOR=labs installs it")
    steps = [("do", command) for command in exercise.begin] + exercise.steps
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(steps, file)
        file.flush()
        limit = ["build/bin/vm", "limit", "120"]
        run = subprocess.run(
            limit + debug(exercise, out, ["--batch", str(HERE / "facts_gdb.py")]),
            cwd=ROOT, env={**outside_make(), "LAB_FACTS": file.name},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace")
    return dict(re.findall(r"^fact (\S+) (.*)$", run.stdout, re.M)), run.stdout


def answers_file(stage, work):
    return work / "answers" / stage.number


def write_form(stage, work, questions, of="what gdb shows of your image"):
    """The questions, for the student's answers, unless the file is there."""
    path = answers_file(stage, work)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x") as file:
            file.write(f"# Stage {stage.number}: {of}\n")
            for name, text in questions.items():
                file.write(f"\n# {text}\n{name} =\n")
    except FileExistsError:
        pass
    return path


def read_answers(text):
    return {name: value.strip() for name, value in
            re.findall(r"^[ \t]*([\w-]+)[ \t]*=[ \t]*(.*)$", text, re.M)}


def same(answer, fact):
    try:
        return int(answer.replace("_", ""), 0) == int(fact, 0)
    except ValueError:
        return answer.lower() == fact.lower()


def wrong_answers(stage, work, questions, facts, what):
    """Which questions are not, or wrongly, answered; nothing if all are right."""
    name = f"answers/{stage.number}"
    try:
        given = read_answers(read_regular(answers_file(stage, work)))
    except OSError:
        return f"{name} is not there: " + (
            f"`make lab N={stage.number}`" if stage.is_linux else
            f"`make gdb N={stage.number}`") + " writes it, with the questions"
    absent = [name for name in questions if not given.get(name)]
    wrong = [name for name in questions if name not in absent and
             not same(given[name], facts.get(name, "?"))]
    return "; ".join(f"{said}: {', '.join(names)}" for said, names in
                     ((f"not answered in {name}", absent), (f"not so in your {what}", wrong))
                     if names)


def session(stage, work):
    """gdb for the student, at the stage's breakpoints."""
    exercise = read_exercise(stage)
    form = write_form(stage, work, exercise.questions)
    out = student_image(stage, work, exercise)
    print(f"Answer in {form}; `make grade N={stage.number}` checks it.\n")
    for name, text in exercise.questions.items():
        print(f"  {name}: {text}")
    sys.stdout.flush()  # before gdb prints
    options = [word for command in exercise.begin for word in ("--start", command)]
    signal.signal(signal.SIGINT, lambda *_: None)  # gdb's: it stops the guest
    try:
        return subprocess.run(debug(exercise, out, options), cwd=ROOT,
                              env=outside_make()).returncode
    finally:
        shutil.rmtree(out, ignore_errors=True)
