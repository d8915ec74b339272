# SPDX-License-Identifier: GPL-2.0-only
"""From a student's folder to kernels and programs, by the kit's own rules.

Only the files that have a blank come from the student, everything else from the kit:
console, tests and makefiles are pristine. Blanks of other stages that are still
untouched get the kit's solution, so that a stage does not need the earlier ones.
"""

import fcntl
import multiprocessing
import os
import re
import shutil
import subprocess

from base.environment import outside_make
from machinery import KML, ROOT, SOURCES, SUFFIXES, Missing
from machinery.blanks import (find_blanks, sources, with_others_solved,
                              with_solutions, written)
from machinery.confine import LIMITS, confine
from machinery.work import read_regular

RUNS = ROOT / "build/labs"
PATH = "/usr/local/bin:/usr/bin:/bin"  # no ccache: it writes to where builds must not
TOOLS = ("make", "gcc", "tar", "bash")
CROSS = os.environ.get("CROSS")  # the prefix of the tools that make a guest
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


def compose(stage, work, tree, others="own"):
    """Writes the sources for this stage's tests. In the blanks of others, the
    student's code if there is any; or, with others="kit", the kit's."""
    found = find_blanks()
    for file in sources():
        blanks = found.get(file, [])
        text = (KML / file).read_text()
        if theirs(file, blanks, stage.number):
            text = student_text(work, file)
            blanks = [blank for blank in blanks if blank.stage != stage.number]
            if others == "kit":
                text = with_others_solved(text, file, blanks)
        path = tree / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(with_solutions(text, blanks).encode(
            errors="surrogateescape"))
    for program in (stage.folder / "programs").glob("*.c"):
        shutil.copy(program, tree / "user/programs")


def written_blanks(work):
    """(blank, the student's lines) of each blank that is no longer a stub."""
    for file, blanks in find_blanks().items():
        try:
            lines = written(student_text(work, file), file)
        except NotBuilt:
            continue
        for blank in blanks:
            own = lines.get(blank.task)
            if own is not None and "".join(own) != blank.stub:
                yield blank, own


def same_as_kit(stage, work):
    """Tasks of this stage that are solved in the public kit's own words."""
    return [blank.task for blank, own in written_blanks(work)
            if blank.stage == stage.number and
            "".join(own).split() == "".join(blank.solution).split()]


def notes(stage, work, others):
    for file in ignored(work):
        yield f"{file}: not used for the grade, which has the kit's own"
    own = sorted({blank.stage for blank, _ in written_blanks(work)
                  if not blank.file.startswith("user/")} - {stage.number})
    if own and others == "own":
        yield (f"your code of stage {', '.join(own)} runs here too; OTHERS=kit takes "
               "the kit's")


def ignored(work):
    """Files that the student changed or added, and that no grade uses."""
    found, known = find_blanks(), set(sources())
    for folder in SOURCES:
        for path in sorted((work / folder).rglob("*")):
            file = str(path.relative_to(work))
            if not path.is_file() or path.suffix not in SUFFIXES:
                continue
            if file not in known or path.is_symlink():
                yield file
            elif file not in found and path.read_bytes() != (KML / file).read_bytes():
                yield file


def need_tools(machines):
    emulators = {"i386": "qemu-system-i386", "x86_64": "qemu-system-x86_64"}
    guest_tools = (f"{CROSS or ''}{tool}" for tool in ("gcc", "ld", "strip"))
    for tool in (*TOOLS, *guest_tools, *(emulators[machine] for machine in machines)):
        if not shutil.which(tool, path=PATH):
            raise Missing(f"{tool} is missing here: make setup FOR=labs installs it")


def confined_make(command, environment, log, readable, writable, limits=LIMITS):
    """A child's whole life: give up all rights that a compiler does not need."""
    with open(ROOT / log, "wb") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.chdir(ROOT)
    os.setsid()
    confine(readable, writable, limits)
    os.execvpe(command[0], command, environment)


def build_student(stage, work, tree, out, machines, others="own"):
    """The student's kernels, with the programs that this stage runs."""
    kit = need_kit(machines)
    compose(stage, work, tree, others)
    lend_objects(kit, tree, out, machines)
    files = ["kernel.elf"]
    if own_programs(stage):
        files.append("programs.tar")
    else:
        lend(kit, out, machines, "programs.tar")
    build_or_blame(tree, out, machines, files)


def build_headers(stage, work, tree, out, machines, others="own"):
    """The kit's kernels, with programs that the student's headers are in."""
    kit = need_kit(machines)
    compose(stage, work, tree, others)
    lend_objects(kit, tree, out, machines)
    lend(kit, out, machines, "kernel.elf")
    build_or_blame(tree, out, machines, ["programs.tar"])


def build_or_blame(tree, out, machines, files):
    """A build that fails is the student's fault only where the kit's own succeeds."""
    try:
        build(tree, out, machines, files)
    except NotBuilt:
        probe = out / "probe"
        try:
            build(RUNS / "kit/tree", probe, machines, files)
        except NotBuilt as error:
            raise Missing(f"the kit's own code does not build here, either: {error}")
        finally:
            shutil.rmtree(probe, ignore_errors=True)
        raise


def own_programs(stage):
    """Does this stage run other programs than the kit's?"""
    return (stage.folder / "programs").is_dir() or any(
        file.startswith("user/") and theirs(file, blanks, stage.number)
        for file, blanks in find_blanks().items())


def build(tree, out, machines, files):
    """Builds `files` for each machine from a tree; both are below the kit's folder."""
    tree, out = (os.path.relpath(path, ROOT) for path in (tree, out))
    temporary, log = f"{out}/tmp", f"{out}/make.log"
    os.makedirs(ROOT / temporary, exist_ok=True)
    targets = [f"{out}/{machine}/{file}" for machine in machines for file in files]
    command = ["make", "-s", "-k", f"-j{os.cpu_count()}", "-f", "labs/build.mk",
               f"KML={tree}", f"KML_OUT={out}", *targets]
    environment = {"PATH": PATH, "LC_ALL": "C", "TMPDIR": temporary}
    if CROSS is not None:
        environment["CROSS"] = CROSS
    child = multiprocessing.get_context("fork").Process(
        target=confined_make, daemon=True, args=(command, environment, log, [tree, *RULES], [out]))
    child.start()
    child.join()
    shutil.rmtree(temporary, ignore_errors=True)
    if child.exitcode:
        raise NotBuilt(messages(ROOT / log, f"{tree}/"))


def lend_objects(kit, tree, out, machines):
    """What the kit has compiled, for make to use where no source differs: a source that
    is the kit's has its age, any other is new."""
    for path in tree.rglob("*"):
        theirs = kit / "tree" / path.relative_to(tree)
        if theirs.is_file() and theirs.read_bytes() == path.read_bytes():
            os.utime(path, ns=(theirs.stat().st_mtime_ns,) * 2)
    for machine in machines:
        for made in (kit / machine).rglob("*.o"):
            mine = out / made.relative_to(kit)
            mine.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(made, mine)
            names = made.with_suffix(".d").read_text()
            mine.with_suffix(".d").write_text(names.replace(
                f"{kit.relative_to(ROOT)}/", f"{out.relative_to(ROOT)}/"))


def lend(kit, out, machines, file):
    """The kit's own kernel or programs: half of what takes time to build."""
    for machine in machines:
        (out / machine).mkdir(parents=True, exist_ok=True)
        shutil.copy(kit / machine / file, out / machine)


def messages(log, prefix):
    """What the compiler said, in the student's names of files."""
    lines = log.read_text(errors="replace").replace(prefix, "").splitlines()
    wanted = [line for line in lines
              if not re.match(r"  (CC|LD|PACK) |make|.*warning:", line)]
    return "\n".join(wanted[:12] or lines[-5:])


def need_kit(machines):
    """What runs the scenarios, and the kit's own kernels and programs: their folder,
    as `out` of build(). Nothing is built twice; two at a time take turns."""
    RUNS.mkdir(parents=True, exist_ok=True)
    with open(RUNS / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_kit("build/bin/kml-matrix", "build/bin/vm")
        write_solution(RUNS / "kit/tree")
        make_kit("-f", "labs/build.mk", "KML=build/labs/kit/tree", "KML_OUT=build/labs/kit",
                 *(f"build/labs/kit/{machine}/{file}" for machine in machines
                   for file in ("kernel.elf", "programs.tar")))
    return RUNS / "kit"


def make_kit(*arguments):
    made = subprocess.run(
        ["make", "-s", "--no-print-directory", f"-j{os.cpu_count()}", *arguments],
        cwd=ROOT, env=outside_make(), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    if made.returncode:
        raise Missing(f"the kit's own programs do not build:\n{made.stdout[-800:]}")


def write_solution(tree):
    """The kit's sources without a blank; what is there already keeps its time. Two may
    write the same at once."""
    found = find_blanks()
    for file in sources():
        text = with_solutions((KML / file).read_text(), found.get(file, []))
        path = tree / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text() != text:
            draft = path.with_name(f".{path.name}.{os.getpid()}")
            draft.write_text(text)
            draft.rename(path)
