# SPDX-License-Identifier: GPL-2.0-only
"""Where mutants are built and tested: copies of the checkout, or a tree of Linux."""

import fcntl
import itertools
import os
import shutil
import sys
from pathlib import Path

from base.environment import outside_make
from mutation import ROOT, Wrong
from mutation.change import difference, patches
from mutation.command import run


class Copy:
    """A copy of the checkout below build/mutants, in which make is at home."""

    def __init__(self, table):
        self.folder, self.claim = claim_folder(ROOT / "build/mutants")
        self.changed = {}
        self.environment = outside_make() | {
            "PATH": f"/usr/lib/ccache:{os.environ['PATH']}", "CCACHE_NOHASHDIR": "1",
            "CCACHE_DIR": os.environ.get("CCACHE_DIR", f"{ROOT}/build/ccache")}
        for entry in ROOT.iterdir():
            if entry.name not in ("build", ".git"):
                copy(entry, self.folder / entry.name)
        for name in table.head.get("with", "").split():
            if not (ROOT / name).exists():
                raise Wrong(f"there is no {name}: it must be built first")
            copy(ROOT / name, self.folder / name)

    def put(self, changed, _patch):
        """Back to the checkout's files, but for these. (All get a new time.)"""
        for name, (old, _) in self.changed.items():
            (self.folder / name).write_text(old)
        for name, (_, new) in changed.items():
            (self.folder / name).write_text(new)
        self.changed = changed

    def run(self, command):
        return run(command, self.folder, self.environment)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self.claim)


def copy(source, target):
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True,
                        ignore=shutil.ignore_patterns(".[0-9]*"))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target, follow_symlinks=False)


def claim_folder(base):
    """The first folder that no other run has; ccache knows it from earlier runs."""
    for number in itertools.count():
        folder = base / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        claim = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(claim), os.stat(folder)):
                for left in folder.iterdir():  # by a run that was killed
                    shutil.rmtree(left) if left.is_dir() else left.unlink()
                return folder, claim
        except (BlockingIOError, FileNotFoundError):
            pass
        os.close(claim)


class Linux:
    """The tree of Linux in LINUX_OUT, whose last patch is the mutation."""

    def __init__(self, apart=""):
        """The tree of the built kernels, or one apart from them."""
        self.environment = outside_make()
        self.out = Path(os.environ.get("LINUX_OUT") or self.usual(apart)).resolve()
        self.series = Path(os.environ.get(
            "LINUX_PATCHES", ROOT / "kml-minimal/linux/patches"))
        self.patches = self.out / "patches"
        self.environment |= {
            "LINUX_OUT": str(self.out), "LINUX_PATCHES": str(self.series)}
        self.take_turn()

    def usual(self, apart):
        status, said = self.run(f"scripts/linux/version --folder {apart}")
        if status:
            raise Wrong(said)
        return said.strip()

    def take_turn(self):
        self.out.mkdir(parents=True, exist_ok=True)
        self.claim = open(self.out / "mutate.lock", "a")
        try:
            fcntl.flock(self.claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"mutate: waiting for another run in {self.out}", file=sys.stderr)
            fcntl.flock(self.claim, fcntl.LOCK_EX)

    def tree(self):
        """The source with the series alone."""
        status, said = self.run("scripts/linux/linux source")
        if status:
            raise Wrong(f"there is no source of Linux:\n{said}")
        return Path(said.splitlines()[-1])

    def put(self, changed, patch):
        """The series, and these changes as one patch more."""
        shutil.rmtree(self.patches, ignore_errors=True)
        shutil.copytree(self.series, self.patches)
        self.environment["LINUX_PATCHES"] = str(self.patches)
        text = "".join(file.read_text() for file in patches(patch)) if patch else ""
        text += "".join(difference(*file) for file in changed.items())
        if text:
            (self.patches / "mutation.patch").write_text(text)
            with open(self.patches / "series", "a") as series:
                series.write("mutation.patch\n")

    def run(self, command):
        return run(command, ROOT, self.environment)

    def close(self):
        self.claim.close()
