# SPDX-License-Identifier: GPL-2.0-only
"""Tables of mutants, as the user wrote them."""

import collections
import re
from dataclasses import dataclass, field
from pathlib import Path

from mutation import Wrong


@dataclass
class Edit:
    line: int
    file: str
    old: str = None
    new: str = ""


@dataclass
class Test:
    line: int
    command: str
    fails: bool
    then: list = field(default_factory=list)


@dataclass
class Mutant:
    line: int
    name: str
    edits: list = field(default_factory=list)
    patch: str = None
    tests: list = field(default_factory=list)


Field = collections.namedtuple("Field", "line key value")


def inherit(shared, own):
    """A mutant's fields, behind those which it shares and has no other for."""
    keys, without = {field.key for field in own}, set()
    for group in {"file", "patch"}, {"fails", "passes"}:
        if keys & group:
            without |= group | ({"then"} if "fails" in group else set())
    return [field for field in shared if field.key not in without] + own


class Table:
    """What a table says, and where."""

    HEAD = ("tree", "with", "build", "sound")
    FIELDS = ("name", "file", "old", "new", "patch", "fails", "then", "passes")
    THEN = re.compile(r"crash|no boot|failure|(not ok|says|no build) .+")

    def __init__(self, path):
        self.path, self.head, self.mutants = path, {}, []
        shared = []
        for paragraph in self.paragraphs():
            if not self.head:
                self.head = {field.key: field.value for field in paragraph}
            elif any(field.key == "name" for field in paragraph):
                self.read(inherit(shared, paragraph))
            else:
                shared = inherit(shared, paragraph)
        self.tests = [key for key in self.head if key not in self.HEAD]
        for mutant in self.mutants:
            self.complete(mutant)

    def wrong(self, line, text):
        return Wrong(f"{self.path}:{line}: {text}")

    def paragraphs(self):
        try:
            lines = Path(self.path).read_text().splitlines()
        except OSError as error:
            raise Wrong(f"cannot read the table {self.path}: {error.strerror}")
        lines = [(number, text) for number, text in enumerate([*lines, ""], 1)
                 if not text.startswith("#")]
        paragraph = []
        for number, text in lines:
            if text.strip():
                paragraph.append(self.field(number, text))
            elif paragraph:
                yield paragraph
                paragraph = []

    def field(self, line, text):
        key, colon, value = text.partition(":")
        if not colon or not (key in self.FIELDS if self.head else key.isidentifier()):
            raise self.wrong(line, f'what is "{text}"? See mutate --help')
        return Field(line, key, value.strip())

    def read(self, fields):
        mutant = Mutant(0, "")
        self.last = ""
        for self.line, key, value in fields:
            getattr(self, f"read_{key}")(mutant, value)
            self.last = key
        self.mutants.append(mutant)

    def read_name(self, mutant, value):
        mutant.line, mutant.name = self.line, value

    def read_file(self, mutant, value):
        mutant.edits.append(Edit(self.line, value))

    def read_old(self, mutant, value):
        if not mutant.edits:
            raise self.wrong(self.line, '"old" comes before "file"')
        edit = mutant.edits[-1]
        if edit.old and self.last == "old":
            edit.old += f"\n{value}"
        elif edit.old:
            mutant.edits.append(Edit(self.line, edit.file, value))
        else:
            edit.line, edit.old = self.line, value

    def read_new(self, mutant, value):
        if not mutant.edits or not mutant.edits[-1].old:
            raise self.wrong(self.line, '"new" comes before "old"')
        edit = mutant.edits[-1]
        edit.new = f"{edit.new}\n{value}" if self.last == "new" else value

    def read_patch(self, mutant, value):
        mutant.patch = value

    def read_fails(self, mutant, value):
        mutant.tests.append(Test(self.line, value, True))

    def read_passes(self, mutant, value):
        mutant.tests.append(Test(self.line, value, False))

    def read_then(self, mutant, value):
        if not self.THEN.fullmatch(value):
            raise self.wrong(self.line, f'what is "then: {value}"? See mutate --help')
        if not mutant.tests or not mutant.tests[-1].fails:
            raise self.wrong(self.line, '"then" belongs behind "fails"')
        mutant.tests[-1].then.append(value)

    def complete(self, mutant):
        """A mutant must say all that it takes."""
        for edit in mutant.edits:
            if not edit.old:
                raise self.wrong(edit.line, f'"{mutant.name}" lacks "old"')
        if not mutant.edits and not mutant.patch:
            raise self.wrong(mutant.line, f'"{mutant.name}" changes nothing')
        if not mutant.tests:
            raise self.wrong(mutant.line, f'"{mutant.name}" lacks "fails"')
        for test in mutant.tests:
            if test.command.split(" ")[0] not in self.tests:
                raise self.wrong(test.line, f'no test is called "{test.command}"')

    def shell(self, command):
        """The command with the tests of the first paragraph, for a shell."""
        tests = (f'{name}() {{ {self.head[name]} "$@"; }}' for name in self.tests)
        return "\n".join((*tests, command))
