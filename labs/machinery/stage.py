# SPDX-License-Identifier: GPL-2.0-only
"""A stage of the course, as its folder labs/NN-name/ describes it.

    README.md   the hand-out; its first line is the title
    tests       a table as kml-minimal/tests/scenarios. The scenarios of one name are a
                test. Above them:
                    # points N NAME: what is expected
                and, if need be:
                    # kernel kit: NAME        runs on the kit's kernel, not the student's
                    # facts: NAME             no scenario: the facts of the gdb exercise
                    # judge: NAME             ... but the stage's own judge.py
                    # hint NAME REGEX: advice, where `ENDING: detail` matches
    programs/   programs in C, for the tests of this stage
    mutations   a table of scripts/mutate: what each test must notice
    gdb         the gdb exercise: see machinery/facts.py
    worksheet   names of questions: see machinery/worksheet.py
    judge.py    of a stage about Linux: see machinery/judge.py
    questions   ... about the student's own build: lines NAME: TEXT
    start/      ... what a student's folder for it opens with
    notes.md    for the instructor
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from machinery import ROOT, Wrong

LABS = ROOT / "labs"
POINTS = re.compile(r"# points (\d+) ([\w-]+): (.+)")
HINT = re.compile(r"# hint ([\w*-]+) (\S+): (.+)")
KIT = re.compile(r"# kernel kit: ([\w-]+)")
WITHOUT_ROWS = re.compile(r"# (facts|judge): ([\w-]+)")


@dataclass
class Test:
    name: str
    points: int
    expected: str
    rows: int = 0
    machines: set = field(default_factory=set)
    kernel: str = "own"     # or the kit's; "facts", "judge": no scenario, but these


class Stage:
    def __init__(self, folder):
        self.folder, self.name = folder, folder.name
        self.number = folder.name[:2]
        self.tests, self.hints = {}, []
        self.is_linux = (folder / "judge.py").is_file()
        self.table = folder / "tests"
        if self.table.is_file():
            self.read_tests(self.table.read_text().splitlines())

    @property
    def title(self):
        readme = self.folder / "README.md"
        if not readme.is_file():
            return self.name
        return readme.read_text().partition("\n")[0].lstrip("# ")

    @property
    def questions(self):
        """name -> text, of a stage about Linux."""
        path = self.folder / "questions"
        text = path.read_text() if path.is_file() else ""
        return dict(re.findall(r"^([\w-]+): (.+)", text, re.M))

    @property
    def points(self):
        return sum(test.points for test in self.tests.values())

    @property
    def machines(self):
        return sorted(set().union(*(test.machines for test in self.tests.values())))

    def read_tests(self, lines):
        for number, line in enumerate(lines, 1):
            if found := POINTS.match(line):
                self.tests[found[2]] = Test(found[2], int(found[1]), found[3])
            elif found := HINT.match(line):
                self.hints.append((found[1], re.compile(found[2]), found[3]))
            elif found := KIT.match(line):
                self.test(found[1], number).kernel = "kit"
            elif found := WITHOUT_ROWS.match(line):
                self.test(found[2], number).kernel = found[1]
            elif line.strip() and not line.startswith("#"):
                self.read_row(line, number)
        for test in self.tests.values():
            if not test.rows and test.kernel not in ("facts", "judge"):
                raise Wrong(f"{self.table}: no scenario is called {test.name}")

    def read_row(self, line, number):
        machine, name = line.split()[:2]
        test = self.test(name, number)
        test.rows += 1
        test.machines |= {"i386", "x86_64"} if machine == "both" else {machine}

    def test(self, name, number):
        if name not in self.tests:
            raise Wrong(f"{self.table}:{number}: {name} has no line "
                        f"`# points N {name}: ...` above it")
        return self.tests[name]

    def advice(self, test, seen):
        """What leads on from what was seen, or None."""
        for name, pattern, text in self.hints:
            if name in ("*", test) and pattern.search(seen):
                return text
        return None


def find_stages():
    return [Stage(folder) for folder in sorted(LABS.glob("[0-9][0-9]-*"))
            if folder.is_dir()]


def find_stage(number):
    stages = find_stages()
    for stage in stages:
        if number.isdigit() and int(stage.number) == int(number):
            return stage
    raise Wrong(f"N={number}: there is no such stage; choose one of "
                + " ".join(stage.number for stage in stages))


def relative(path):
    """A path as a person in the kit's folder would type it."""
    path = Path(path)
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
