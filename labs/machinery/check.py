# SPDX-License-Identifier: GPL-2.0-only
"""Proves the course (KTAP): does each test earn what it gives points for?"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from unittest.mock import patch

from base.environment import outside_make
from machinery import ROOT, facts
from machinery.blanks import find_blanks, sources, with_stubs
from machinery.course import write_course
from machinery.grade import grade, new_folder
from machinery.judge import load, need_packages, open_start
from machinery.stage import LABS, relative
from machinery.submission import RUNS, need_kit, need_tools, write_solution
from machinery.work import open_work
from machinery.worksheet import by_run, questions

# A wrong solution may hang: it gets less time than a student's would.
WRONG = {"VM_TIMEOUT_SCALE": "0.2"}
count, failures = 0, 0


def report(passed, text, why=""):
    global count, failures
    count += 1
    failures += not passed
    if not passed:
        for line in str(why).splitlines()[-40:]:
            print(f"# {line}")
    print(f"{'ok' if passed else 'not ok'} {count} {text}", flush=True)


def seen_in(result):
    return "\n".join(f"{seen.row}: {seen.ending}: {seen.detail}"
                     for seen in result.seen if not seen.passed)


# --- one stage

def answer_all(stage, work):
    """The right answers to the stage's gdb exercise, or to its questions."""
    if stage.is_linux:
        asked, said = stage.questions, ""
        found = load(stage.folder).Judge(work / stage.name, new_folder(stage)).facts()
    else:
        exercise = facts.read_exercise(stage)
        asked = exercise.questions
        found, said = facts.find_facts(exercise, need_kit([exercise.machine]))
    path = facts.answers_file(stage, work)
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{name} = {fact}\n" for name, fact in found.items()))
    missing = set(asked) - set(found)
    report(not missing, f"{stage.number}: each question has an answer", said)


def check_solution(stage, work):
    if any(test.kernel == "facts" for test in stage.tests.values()):
        answer_all(stage, work)
    graded = grade(stage, work)
    report(graded.points == graded.full, f"{stage.number}: the solution has full points",
           "\n".join(seen_in(result) for result in graded.results))


def check_starter(stage, work):
    """No points, and the run ends with the name of a task or without an answer."""
    graded = grade(stage, work)
    report(graded.points == 0, f"{stage.number}: the starter has no points",
           [result.test.name for result in graded.results if result.passed])
    blind = [seen_in(result) for result in graded.results if result.test.kernel != "facts"
             and not any(names_blank(seen) for seen in result.seen)]
    report(not blind, f"{stage.number}: ... and each test names the blank",
           "\n".join(blind))


def names_blank(seen):
    """In its last words, or (a stub that lets the run go on) by trace()."""
    return "NOT_YET" in seen.detail or "not yet: lab" in seen.detail or \
        bool(seen.serial) and \
        "not yet: lab" in (ROOT / seen.serial).read_text(errors="replace")


def blanks_of(stage):
    return [blank for blanks in find_blanks().values() for blank in blanks
            if blank.stage == stage.number]


def check_empty(stage, blank, work):
    """An empty blank passes no test that the solution needs it for."""
    path = work / blank.file
    text = path.read_text()
    solution = "".join(blank.solution)
    path.write_text(text.replace(solution, "", 1))
    with patch.dict(os.environ, WRONG):
        graded = grade(stage, work, gdb=False)
    path.write_text(text)
    report(graded.points < graded.full,
           f"{stage.number}: leaving {blank.name} empty loses points")


def check_worksheets(stage, seeds):
    if not (stage.folder / "worksheet").is_file():
        return
    sheets = [question for seed in seeds for question in questions(stage, seed)]
    wrong = [f"{question.text}\n  {question.model}, but {seen}"
             for question, seen in zip(sheets, by_run(sheets))
             if question.model != seen]
    report(not wrong, f"{stage.number}: rules and runs agree on the worksheets of "
           f"{len(seeds)} seeds", "\n".join(wrong))


def written_by_students(table):
    """(name, paragraph) of the mutants below this line of a table."""
    _, _, below = table.partition("# --- what students really write")
    for paragraph in below.split("\n\n"):
        if name := re.search(r"^name: (.*)", paragraph, re.M):
            yield name[1], paragraph


def check_mutations(stage):
    table = stage.folder / "mutations"
    text = table.read_text() if table.is_file() else ""
    tests = [test.name for test in stage.tests.values() if test.kernel != "facts"]
    for name in tests:
        report(re.search(rf"^then: says \^lost: {name}\$$", text, re.M),
               f"{stage.number}: a mutant loses {name}, and nothing else",
               f"{relative(table)} has none")
    unadvised = [name for name, paragraph in written_by_students(text)
                 if "then: says ^ +hint: " not in paragraph]
    report(not unadvised, f"{stage.number}: each mistake that students make gets advice",
           "\n".join(unadvised))
    if not text:
        return
    run = subprocess.run(["scripts/mutate", str(relative(table))], cwd=ROOT,
                         env={**outside_make(), **({} if stage.is_linux else WRONG),
                              "LABS": str(ROOT / "labs")},
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    report(run.returncode == 0, f"{stage.number}: every mutant loses what it should",
           run.stdout)


# --- the course repository

def kernel_lines():
    """(task, line) of solutions whose lines stand nowhere else in the kit's sources."""
    known = " ".join(" ".join(with_stubs(file, (ROOT / "kml-minimal" / file)
                                         .read_text()).split())
                     for file in sources())
    for blank in (blank for blanks in find_blanks().values() for blank in blanks):
        for line in blank.solution:
            text = " ".join(line.split())
            if len(text) >= 16 and not text.startswith(("/*", "*", "//")) and \
                    text not in known:
                yield blank.task, text


def linux_lines():
    """(file, three lines) of solutions to the stages about Linux: what they add to the
    start. (One line alone could stand in any program.)"""
    for path in sorted((ROOT / "labs/solutions").glob("*/*")):
        start = LABS / path.parent.name / "start" / path.name
        known = start.read_text().splitlines() if start.is_file() else []
        lines = path.read_text().splitlines()
        if path.suffix == ".patch":
            lines = [line[1:] for line in lines if re.match(r"\+[^+]", line)]
        lines = [" ".join(line.split()) for line in lines if line.strip() and
                 line not in known and not line.startswith("#include")]
        for at in range(max(1, len(lines) - 2)):
            yield f"{path.parent.name}/{path.name}", " ".join(lines[at:at + 3])


def find_leaks(folder):
    given = {path.parent.name[:2]: " ".join(path.read_text().split())
             for path in LABS.glob("[0-9]*/README.md")}  # to its own students
    lines = [(name, line) for name, line in (*kernel_lines(), *linux_lines())
             if line not in given[name[:2]]]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".git" not in path.relative_to(folder).parts:
            text = " ".join(path.read_text(errors="replace").split())
            yield from (f"{path.relative_to(folder)}: {line} ({name})"
                        for name, line in lines if line in text)


def check_course():
    with tempfile.TemporaryDirectory(dir=RUNS) as folder:
        target = Path(folder) / "course"
        write_course(target)
        leaks = list(find_leaks(target))
        report(not leaks, "the course repository has no line of a solution",
               "\n".join(leaks))


def run_check(stages):
    """These stages; and the course repository, unless there is only one."""
    need_tools(["i386", "x86_64"])
    need_kit(["i386", "x86_64"])
    print("KTAP version 1")
    with tempfile.TemporaryDirectory(dir=RUNS) as folder:
        solution, starter = Path(folder) / "solution", Path(folder) / "starter"
        write_solution(solution)
        shutil.copytree(ROOT / "labs/solutions", solution, dirs_exist_ok=True)
        open_work(starter)
        for stage in stages:
            if stage.is_linux:
                need_packages()
                getattr(load(stage.folder), "prepare", lambda: None)()
                open_start(stage, starter)
            check_solution(stage, solution)
            check_starter(stage, starter)
            check_worksheets(stage, range(1, 21))
            for blank in blanks_of(stage):
                check_empty(stage, blank, solution)
            check_mutations(stage)
    if len(stages) > 1:
        check_course()
    print(f"1..{count}\n# {count - failures} passed, {failures} failed")
    return int(failures > 0)
