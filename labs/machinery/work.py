# SPDX-License-Identifier: GPL-2.0-only
"""A student's work folder: opened once, never overwritten."""

import os
import re
import shutil
import tempfile
from pathlib import Path

from machinery import KML, Wrong
from machinery.blanks import find_blanks, sources, with_stubs
from machinery.stage import relative


def open_work(folder):
    """Writes the starter of all stages unless the folder is there. True if new."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not (folder / "common").is_dir():
            raise Wrong(f"WORK={folder}: is there, but holds no lab")
        return False
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise Wrong(f"WORK={folder}: cannot be made: {error.strerror}")
    try:
        write_starter(draft)
        draft.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise Wrong(f"WORK={folder}: cannot be written: {error.strerror}")
    return True


def write_starter(folder):
    for file in sources():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(with_stubs(file, (KML / file).read_text()))


def read_regular(path, limit=1 << 18):
    """The text of a student's file; not of what a link or a device leads to."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(fd, "rb") as file:
        if not os.path.isfile(f"/proc/self/fd/{fd}"):
            raise OSError(0, "is no file")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(0, f"is longer than {limit} bytes")
    return data.decode(errors="surrogateescape")


def tasks(stage, folder):
    """The stage's blanks and the line of each in the student's file (or None)."""
    for file, blanks in find_blanks().items():
        for blank in blanks:
            if blank.stage == stage.number:
                yield blank, find_line(folder / file, blank)


def find_line(path, blank):
    mark = f"/* lab {blank.task}:"
    try:
        lines = read_regular(path).splitlines()
    except OSError:
        return None
    return next((i for i, line in enumerate(lines, 1) if mark in line), None)


def not_yet(folder):
    """(file, line, what is to be done) of each NOT_YET below a student's folder."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            for number, line in enumerate(read_regular(file).splitlines(), 1):
                if found := re.search(r"NOT_YET: (.*)", line):
                    yield file, number, found[1]


def print_stage(stage, folder, new):
    print(f"{stage.title}\n")
    print(f"Your work: {folder}" +
          ("" if new else " (was there: nothing in it was changed)"))
    if (stage.folder / "README.md").is_file():
        print(f"Hand-out:  {relative(stage.folder)}/README.md")
    print("\nTo do:")
    for blank, line in tasks(stage, folder):
        print(f"  {blank.file}:{line or '?'}: {blank.task}: {blank.hint}")
    for file, line, text in not_yet(folder / stage.name):
        print(f"  {file.relative_to(folder)}:{line}: {text}")
    print("\nTests:")
    for test in stage.tests.values():
        print(f"  {test.points} {test.name}: {test.expected}")
    print(f"\nThen: make grade N={stage.number}")
