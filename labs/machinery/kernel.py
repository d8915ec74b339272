# SPDX-License-Identifier: GPL-2.0-only
"""A student's Linux: the kit's, with changes to some of its files.

One tree serves all, build/linux-labs: a student's changes are the last patch of the
series there, so make compiles again only the files in which they differ from the
last student's, and links. The compilers read nothing but that tree (confine.py).
"""

import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from machinery import ROOT, Missing
from machinery.confine import LIMITS
from machinery.judge import Lost, run, run_or_miss
from machinery.submission import PATH, RUNS, confined_make, make_kit
from machinery.work import read_regular

sys.path.insert(0, str(ROOT / "scripts"))
from mutation.place import Linux  # noqa: E402

APART = "labs"  # build/linux-labs: see scripts/linux/version --help
READABLE = ("scripts", "kml-minimal/linux/patches", "/etc/debian_version")
PASSED = ("LINUX", "LINUX_OUT", "LINUX_PATCHES", "LINUX_TARBALL")
CACHE = os.environ.get("CCACHE_DIR", str(ROOT / "build/ccache"))
KERNEL_LIMITS = LIMITS | {resource.RLIMIT_FSIZE: 1 << 30, resource.RLIMIT_AS: 8 << 30,
                          resource.RLIMIT_CPU: 3600}


class Kernel:
    """The kernel of one configuration, with a student's versions of some files."""

    def __init__(self, configuration, files):
        RUNS.mkdir(parents=True, exist_ok=True)
        self.name, self.files = configuration, files
        self.place = Linux(APART)  # waits for another student's
        self.environment, self.out = self.place.environment, self.place.out

    def pristine(self):
        """Each file's text in the kit. The tree is only asked if the series is new."""
        kept = self.out / "kit" / self.series()
        if not kept.is_dir():
            tree = self.place.tree()
            draft = Path(tempfile.mkdtemp(dir=self.out))
            for file in self.files:
                (draft / file).parent.mkdir(parents=True, exist_ok=True)
                (draft / file).write_text((tree / file).read_text())
            kept.parent.mkdir(exist_ok=True)
            draft.rename(kept)
        return {file: (kept / file).read_text() for file in self.files}

    def series(self):
        """A name for the patches and the files that are kept of them."""
        patches = sorted(path for path in (ROOT / "kml-minimal/linux/patches").rglob("*")
                         if path.is_file())
        digest = run_or_miss("sh", "-c", 'cat "$@" | sha256sum | cut -c 1-16', "sh",
                             *patches).strip()
        return f"{digest}-{len(self.files)}"

    def student(self, work):
        """Each file's text in the student's folder `linux`, or by `feature.patch`."""
        pristine = self.pristine()
        if (work / "feature.patch").exists():
            return patched(pristine, read_student(work, "feature.patch"))
        return {file: read_student(work, f"linux/{file}") for file in self.files}

    def build(self, work):
        """Builds the student's kernel. Its folder."""
        pristine = self.pristine()
        changed = {file: (pristine[file], text)
                   for file, text in self.student(work).items()
                   if text != pristine[file]}
        if not changed:
            raise Lost("NOT_YET: no file of Linux is changed", "not built")
        return self.compile(changed)

    def compile(self, changed):
        """Builds the kit's kernel with these changes: file -> (old, new). Its folder."""
        self.place.put(changed, None)
        log = self.out / f"{self.name}.log"
        temporary = self.out / "tmp"
        temporary.mkdir(exist_ok=True)
        Path(CACHE).mkdir(parents=True, exist_ok=True)
        environment = {"PATH": PATH, "LC_ALL": "C", "TMPDIR": str(temporary),
                       "CCACHE_DIR": CACHE, "HOME": str(temporary),
                       "GIT_CONFIG_NOSYSTEM": "1"} | {
            name: self.environment[name] for name in PASSED if name in self.environment}
        command = ["bash", "scripts/linux/linux", "build", self.name]
        readable = [*READABLE, environment.get("LINUX_TARBALL", "scripts")]
        child = multiprocessing.get_context("fork").Process(
            target=confined_make, daemon=True, args=(
                command, environment, log, readable, [self.out, CACHE], KERNEL_LIMITS))
        child.start()
        child.join()
        if child.exitcode:
            raise Lost("the kernel does not build:\n" + compiler_said(log, self.out),
                       "not built")
        return self.out / self.name

    def boot(self, rootfs, command, parameter, *options):
        """Runs a command in a guest: how it ended, and what the serial line had. A guest
        that hangs is stopped when it has had ten times what a boot takes."""
        status, printed, said = run(
            ROOT / "scripts/linux/boot", self.name, "--rootfs", rootfs, "--run", command,
            "--append", parameter, "--", "--timeout", "3", *options, "--", "-cpu", "max",
            LINUX_OUT=str(self.out))
        if status in (2, 5):
            raise Missing(f"the guest did not start: {said.strip()[-300:]}")
        return status, printed.replace("\r", "")

    def close(self):
        self.place.close()


def read_student(work, name):
    try:
        return read_regular(work / name)
    except OSError as error:
        raise Lost(f"{name}: cannot be read: {error.strerror}", "not built")


def patched(pristine, patch):
    """The files, changed by a patch that may change no other."""
    with tempfile.TemporaryDirectory(dir=RUNS) as folder:
        for file, text in pristine.items():
            path = Path(folder) / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        applied = subprocess.run(["git", "apply", "--recount", "-"], cwd=folder, text=True,
                                 input=patch, stderr=subprocess.PIPE,
                                 env=os.environ | {"GIT_CEILING_DIRECTORIES": str(RUNS)})
        if applied.returncode:
            raise Lost(f"feature.patch does not apply: {applied.stderr.strip()}",
                       "not built")
        return {file: read_student(Path(folder), file) for file in pristine}


def compiler_said(log, out):
    """The messages of a build that failed, in the student's names of files."""
    text = log.read_text(errors="replace")
    named = re.search(r"see (\S+/build\.log)", text)
    if named:
        text = Path(named[1]).read_text(errors="replace")
    lines = [line for line in text.splitlines()
             if re.search(r"error|undefined reference|warning: objtool", line)]
    return "\n".join(line.replace(f"{out}/source/", "") for line in
                     (lines or text.splitlines())[:8])


def need_rootfs(target, *options):
    """An initramfs with busybox and what the options name."""
    make_kit("build/bin/vm")
    run_or_miss(ROOT / "scripts/rootfs/rootfs", "--program", "/bin/busybox", *options,
                target)
    return target
