# SPDX-License-Identifier: GPL-2.0-only
"""From a student's folder to kernels and programs, by the kit's own rules.

Only the files that have a blank come from the student, everything else from the kit:
console, tests and makefiles are pristine. Blanks of other stages that are still
untouched get the kit's solution, so that a stage does not need the earlier ones.
"""

import multiprocessing
import os
import re
import shutil
import subprocess

from machinery import KML, ROOT, SOURCES, SUFFIXES, Missing
from machinery.blanks import (find_blanks, sources, with_solutions, with_stubs)
from machinery.confine import confine
from machinery.work import read_regular

TOOLS = ("make", "gcc", "ld", "strip", "tar", "bash")
RULES = ("scripts", "kml-minimal/build.mk", "kml-minimal/pack", "labs/build.mk",
         "labs/not_yet.h", "labs/not_yet.inc")


class NotBuilt(Exception):
    """The student's code does not compile; the text says where."""


def theirs(file, blanks, stage):
    """Does this file come from the student? A program only where it is the task."""
    if file.startswith("user/"):
        return any(blank.stage == stage for blank in blanks)
    return bool(blanks)


def student_text(work, file):
    try:
        return read_regular(work / file)
    except OSError as error:
        raise NotBuilt(f"{file}: cannot be read: {error.strerror}")


def compose(stage, work, tree):
    """Writes the sources for this stage's tests. With work None: the kit's own."""
    found = find_blanks()
    for file in sources():
        blanks = found.get(file, [])
        text = (KML / file).read_text()
        if work and theirs(file, blanks, stage.number):
            text = student_text(work, file)
            blanks = [blank for blank in blanks if blank.stage != stage.number]
        path = tree / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(with_solutions(text, blanks).encode(
            errors="surrogateescape"))
    for program in (stage.folder / "programs").glob("*.c"):
        shutil.copy(program, tree / "user/programs")


def ignored(stage, work):
    """Files that the student changed or added, and that the grade does not use."""
    found, known = find_blanks(), set(sources())
    for folder in SOURCES:
        for path in sorted((work / folder).rglob("*")):
            file = str(path.relative_to(work))
            if not path.is_file() or path.suffix not in SUFFIXES:
                continue
            if file not in known:
                yield file
            elif not theirs(file, found.get(file, []), stage.number) and \
                    path.read_bytes() != with_stubs(
                        file, (KML / file).read_text()).encode():
                yield file


def need_tools(machines):
    emulators = {"i386": "qemu-system-i386", "x86_64": "qemu-system-x86_64"}
    for tool in (*TOOLS, *(emulators[machine] for machine in machines)):
        if not shutil.which(tool):
            raise Missing(f"{tool} is missing here: make setup FOR=labs installs it")


def confined_make(command, environment, log, tree, out):
    """A child's whole life: give up all rights that a compiler does not need."""
    with open(log, "wb") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.setsid()
    confine([tree, *RULES], [out])
    os.execvpe(command[0], command, environment)


def own_programs(stage):
    """Does this stage run other programs than the kit's?"""
    return (stage.folder / "programs").is_dir() or any(
        file.startswith("user/") and theirs(file, blanks, stage.number)
        for file, blanks in find_blanks().items())


def build(stage, tree, out, machines):
    """Builds kernels and programs from a tree; both are below the kit's folder."""
    tree, out = (os.path.relpath(path, ROOT) for path in (tree, out))
    temporary, log = f"{out}/tmp", f"{out}/make.log"
    os.makedirs(ROOT / temporary, exist_ok=True)
    wanted = ["kernel.elf"]
    if own_programs(stage):
        wanted.append("programs.tar")
    else:
        lend_programs(out, machines)
    targets = [f"{out}/{machine}/{file}" for machine in machines for file in wanted]
    command = ["make", "-s", "-k", f"-j{os.cpu_count()}", "-f", "labs/build.mk",
               f"KML={tree}", f"KML_OUT={out}", *targets]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TMPDIR": temporary}
    child = multiprocessing.get_context("fork").Process(
        target=confined_make, args=(command, environment, log, tree, out))
    child.start()
    child.join()
    shutil.rmtree(temporary, ignore_errors=True)
    if child.exitcode:
        raise NotBuilt(messages(ROOT / log, f"{tree}/"))


def lend_programs(out, machines):
    """The kit's own: they take half of the time to build."""
    for machine in machines:
        (ROOT / out / machine).mkdir()
        shutil.copy(ROOT / "build/kml" / machine / "programs.tar", ROOT / out / machine)


def messages(log, prefix):
    """What the compiler said, in the student's names of files."""
    lines = log.read_text(errors="replace").replace(prefix, "").splitlines()
    wanted = [line for line in lines
              if not re.match(r"  (CC|LD|PACK) |make|.*warning:", line)]
    return "\n".join(wanted[:12] or lines[-5:])


def need_kit():
    """What runs the scenarios, and the programs in them."""
    made = subprocess.run(["make", "-s", "--no-print-directory",
                           "build/bin/kml-matrix", "build/bin/vm",
                           *(f"build/kml/{machine}/programs.tar"
                             for machine in ("i386", "x86_64"))], cwd=ROOT,
                          env=without_make(), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if made.returncode:
        raise Missing(f"the kit's own programs do not build:\n{made.stdout[-800:]}")


def without_make():
    """The environment, without what a make that called us left in it."""
    return {key: value for key, value in os.environ.items()
            if key not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")}
