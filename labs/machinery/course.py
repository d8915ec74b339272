# SPDX-License-Identifier: GPL-2.0-only
"""A course repository without solutions, and the instructor's archive beside it."""

import difflib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from machinery import KML, ROOT, Wrong
from machinery.blanks import find_blanks, seal, sources, with_solutions, with_stubs
from machinery.stage import find_stages
from machinery.work import write_starter

# What a course repository has of the kit, beside the starter and the stages.
FILES = """
LICENSE scripts/settings.mk scripts/machine.mk scripts/scripts.mk scripts/setup scripts/packages
scripts/doctor scripts/downloads scripts/help scripts/plain-folder scripts/in-turn scripts/temporary
scripts/base/* scripts/vm/*.[ch] scripts/vm/command/* scripts/vm/guests/* scripts/results/csv.[ch]
kml-minimal/build.mk kml-minimal/run.mk kml-minimal/run kml-minimal/program kml-minimal/pack
kml-minimal/tests/tests.mk kml-minimal/demo/story.h kml-minimal/demo/null.c kml-minimal/demo/costs.c
kml-minimal/demo/file.c kml-minimal/demo/guests.c kml-minimal/demo/machines.c kml-minimal/demo/transcript.c
kml-minimal/tests/matrix.c kml-minimal/tests/evidence.c kml-minimal/tests/scenario*.[ch]
kml-minimal/gdb/debug kml-minimal/gdb/session kml-minimal/gdb/kml.py kml-minimal/gdb/kmlgdb/*.py
labs/README.md labs/lab labs/labs.mk labs/build.mk labs/not_yet.h labs/not_yet.inc
labs/machinery/*.py labs/tests/loop
kml-minimal/README.md kml-minimal/gdb/README.md
kml-minimal/linux/README.md kml-minimal/linux/step-through.md scripts/check scripts/mutate
""".split()
# What the stages about Linux need besides: these folders, without these names in them.
FOLDERS = """
kml-minimal/linux/patches kml-minimal/linux/lib kml-minimal/linux/tests/selftests
kml-minimal/linux/bench kconfig-explorer scripts/linux scripts/rootfs scripts/unikernel
scripts/count scripts/results scripts/mutation smp-experiments
""".split()
LEFT_OUT = {"tests", "test", "mutations", "web", "__pycache__"}
OF_A_STAGE = ("README.md", "picture.svg", "tests", "gdb", "worksheet", "programs",
              "judge.py", "questions", "start", "guest")
PLACES = {"Makefile": "Makefile", "README.md": "README.md", "Dockerfile": "Dockerfile",
          "grade.yml": ".github/workflows/grade.yml",
          "devcontainer.json": ".devcontainer/devcontainer.json"}


def copy(file, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        shutil.copytree(file, target)
    else:
        shutil.copy(file, target)


def fill(folder):
    for pattern in FILES:
        found = [file for file in ROOT.glob(pattern) if file.is_file()]
        if not found:
            raise Wrong(f"the course needs {pattern}, which is not there")
        for file in found:
            copy(file, folder / file.relative_to(ROOT))
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True, symlinks=True,
                        ignore=lambda _, names: LEFT_OUT & set(names))
    for name, place in PLACES.items():
        copy(ROOT / "labs/course" / name, folder / place)
    (folder / ".gitignore").write_text("/build/\n")
    write_starter(folder / "kml-minimal")
    write_starter(folder / "work")
    blanks = [blank for found in find_blanks().values() for blank in found]
    for stage in find_stages():
        for name in OF_A_STAGE:
            if (stage.folder / name).exists():
                copy(stage.folder / name, folder / "labs" / stage.name / name)
        own = [blank for blank in blanks if blank.stage == stage.number]
        if own:
            (folder / "labs" / stage.name / "sealed").write_text(seal(own))


def patch_of(stage):
    """The stage's solution, as a change to the starter."""
    for file, blanks in find_blanks().items():
        starter = with_stubs(file, (KML / file).read_text())
        own = [blank for blank in blanks if blank.stage == stage.number]
        solved = with_solutions(starter, own)
        yield from difflib.unified_diff(starter.splitlines(True),
                                        solved.splitlines(True), f"a/{file}",
                                        f"b/{file}")


def fill_archive(folder):
    copy(ROOT / "labs/course/instructor.md", folder / "README.md")
    copy(ROOT / "docs/figures", folder / "figures")
    copy(ROOT / "labs/solutions", folder / "solutions")
    for stage in find_stages():
        text = "".join(patch_of(stage))
        if text:
            (folder / "solutions").mkdir(exist_ok=True)
            (folder / f"solutions/{stage.number}.patch").write_text(text)
        for name, place in (("notes.md", f"notes/{stage.number}.md"),
                            ("mutations", f"mutations/{stage.number}")):
            if (stage.folder / name).is_file():
                copy(stage.folder / name, folder / place)


def write_course(target):
    """Writes TARGET, which must not be there, and TARGET-instructor.tar.gz."""
    archive = target.with_name(f"{target.name}-instructor.tar.gz")
    for path in (target, archive):
        if path.exists():
            raise Wrong(f"DIR={target}: {path} is there already")
    if (ROOT / "work").is_dir():
        raise Wrong("this is a course already: make one from the kit")
    try:
        with tempfile.TemporaryDirectory(prefix=".course.", dir=target.parent) as draft:
            draft = Path(draft)
            fill(draft / "course")
            fill_archive(draft / "instructor")
            subprocess.run(["git", "init", "-q", draft / "course"], check=True)
            with tarfile.open(draft / "archive", "w:gz") as packed:
                packed.add(draft / "instructor", "instructor")
            (draft / "archive").rename(archive)
            (draft / "course").rename(target)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Wrong(f"DIR={target}: cannot be written: {error}")
    return archive


def print_course(target):
    archive = write_course(target)
    files = [file for file in target.rglob("*") if file.is_file() and
             ".git" not in file.relative_to(target).parts]
    size = sum(os.path.getsize(file) for file in files)
    print(f"{target}: {len(files)} files, {size // 1024} kB, no solution in clear text; "
          f"commit and publish it\n{archive}: for the instructor")
