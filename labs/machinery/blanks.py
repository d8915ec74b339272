# SPDX-License-Identifier: GPL-2.0-only
"""Blanks: the lines of the kit's own source that a student writes.

    /* lab 05 df-gate: hint */      (may go on for several lines)
    the solution
    /* lab end */                   or  /* lab end: STUB */

A starter has NOT_YET("05 df-gate"); in their place, or STUB: see labs/not_yet.h.
A course without solutions keeps them sealed, where a text search does not find them.
"""

import base64
import json
import re
import zlib
from dataclasses import dataclass

from machinery import KML, ROOT, SOURCES, SUFFIXES, Wrong

OPEN = re.compile(r"^([ \t]*)/\* lab (\d\d) ([a-z0-9-]+):( .*)?$")
CLOSE = re.compile(r"^[ \t]*/\* lab end(?:: (.*?))? \*/$")


@dataclass
class Blank:
    file: str       # below kml-minimal
    line: int       # of its first line of solution
    stage: str
    name: str
    hint: str
    solution: list  # of lines
    stub: str       # one line

    @property
    def task(self):
        return f"{self.stage} {self.name}"


def split(file, text):
    """The lines of a source, with a Blank in the place of each solution."""
    parts, lines = [], iter(enumerate(text.splitlines(keepends=True), 1))
    for number, line in lines:
        parts.append(line)
        found = OPEN.match(line.rstrip("\n"))
        if found:
            parts.extend(read_blank(file, found, line, lines))
    return parts


def read_blank(file, opened, line, lines):
    """What follows the opening line: the rest of its comment, a Blank, the end."""
    indent, stage, name, _ = opened.groups()
    comment, hint = [], line
    number = 0
    try:
        while "*/" not in hint:
            number, line = next(lines)
            comment.append(line)
            hint += line
        solution = []
        for number, line in lines:
            closed = CLOSE.match(line.rstrip("\n"))
            if closed:
                stub = closed[1] or not_yet(file, f"{stage} {name}")
                yield from comment
                yield Blank(file, number - len(solution), stage, name,
                            plain(hint), solution, f"{indent}{stub}\n")
                yield line
                return
            if OPEN.match(line.rstrip("\n")):
                break
            solution.append(line)
    except StopIteration:
        pass
    raise Wrong(f"kml-minimal/{file}:{number}: the blank {stage} {name} has no end")


def not_yet(file, task):
    return f'NOT_YET "{task}"' if file.endswith(".S") else f'NOT_YET("{task}");'


def plain(comment):
    """The text of a comment, behind `lab NN name:`."""
    text = re.sub(r"\s*\n[ \t]*\*?[ \t]*", " ", comment.strip())
    return re.sub(r"^/\* lab \d\d [a-z0-9-]+: *|\s*\*/$", "", text).strip()


def sources():
    """Every file from which a kernel and its programs are made, below kml-minimal."""
    return sorted(str(path.relative_to(KML)) for folder in SOURCES
                  for path in (KML / folder).rglob("*")
                  if path.is_file() and path.suffix in SUFFIXES)


def find_blanks():
    """All blanks of the kit, by file. Their solutions may be sealed."""
    found, sealed = {}, read_sealed()
    for file in sources():
        text = (KML / file).read_text()
        if "/* lab " not in text:
            continue
        found[file] = [part for part in split(file, text)
                       if isinstance(part, Blank)]
        for blank in found[file]:
            if blank.task in sealed:
                blank.solution = sealed[blank.task]
    check_names(found)
    return found


def check_names(found):
    seen = {}
    for blank in (blank for blanks in found.values() for blank in blanks):
        if blank.task in seen:
            raise Wrong(f"two blanks are called {blank.task}: in "
                        f"{seen[blank.task]} and {blank.file}")
        seen[blank.task] = blank.file


def with_stubs(file, text):
    """A source as a student gets it."""
    return "".join(part.stub if isinstance(part, Blank) else part
                   for part in split(file, text))


def with_solutions(text, blanks):
    """The text, with the solution of each of these blanks that is untouched."""
    for blank in blanks:
        if text.count(blank.stub) == 1:
            text = text.replace(blank.stub, "".join(blank.solution))
    return text


def written(text, file):
    """What stands between the markers of a student's file: task -> lines. Nothing
    where the markers are gone."""
    try:
        return {part.task: part.solution for part in split(file, text)
                if isinstance(part, Blank)}
    except Wrong:
        return {}


def with_others_solved(text, file, blanks):
    """The text, with the solution in each of these blanks, touched or not."""
    solved = {blank.task: blank.solution for blank in blanks}
    return "".join("".join(solved.get(part.task, part.solution))
                   if isinstance(part, Blank) else part
                   for part in split(file, text))


# --- sealed solutions: no secret, but nothing that a search or a glance finds

def seal(blanks):
    """The solutions of one stage, for its folder's file `sealed`."""
    text = json.dumps({blank.task: blank.solution for blank in blanks})
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    return "\n".join(packed[i:i + 76] for i in range(0, len(packed), 76)) + "\n"


def read_sealed():
    solutions = {}
    for path in (ROOT / "labs").glob("*/sealed"):
        solutions.update(json.loads(zlib.decompress(
            base64.b64decode(path.read_text()))))
    return solutions
