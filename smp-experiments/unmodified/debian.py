# SPDX-License-Identifier: GPL-2.0-only
"""The programs and libraries in an image's root file system, and whether they are byte for
byte those of the Debian packages of which it was made."""

import hashlib
import os
import re
import subprocess
import tarfile
from pathlib import Path

from results import Problem, command
from results.provenance import ROOT

ELF = b"\x7fELF"
PACKAGE = re.compile(r"([a-z0-9][a-z0-9+.-]+) (\S+) ([a-z0-9-]+)")
OURS = {"init"}  # the first program is the kit's


def extracted(disk, tree):
    """The files of an ext2 disk. (debugfs reports owners that it cannot give them, and
    ends with 0 even if it reads nothing.)"""
    tree.mkdir()
    command.run("/sbin/debugfs", "-R", f'rdump / "{tree}"', disk)
    return tree


def remove(tree):
    """Folders may forbid their owner to write."""
    command.run("chmod", "-R", "u+rwX", tree)
    command.run("rm", "-rf", tree)


def is_elf(path):
    if path.is_symlink() or not path.is_file():
        return False
    with open(path, "rb") as file:
        return file.read(len(ELF)) == ELF


def digest(file):
    return hashlib.file_digest(file, "sha256").hexdigest()


def programs(tree):
    """{path: hash} of each ELF file but ours, libraries among them."""
    found = {}
    for folder, _, names in os.walk(tree):
        for path in (Path(folder, name) for name in names):
            relative = str(path.relative_to(tree))
            if relative not in OURS and is_elf(path):
                with open(path, "rb") as file:
                    found[relative] = digest(file)
    return found


def downloads():
    return os.environ.get("ROOTFS_PACKAGES") or command.output(
        ROOT / "scripts/downloads", "packages").strip()


def package_files(made_of, folder):
    """The packages that made-of names, NAME VERSION ARCHITECTURE, in the folder to which
    they were downloaded."""
    for line in made_of.read_text().splitlines():
        said = PACKAGE.fullmatch(line)
        if not said:
            return  # the definition begins
        name, version, architecture = said.groups()
        path = Path(folder, f"{name}_{version.replace(':', '%3a')}_{architecture}.deb")
        if not path.is_file():
            raise Problem(f"{path} is not there any more: unikernel build downloads it")
        yield path


def hashes_in(package):
    """Of all files of a package."""
    try:
        with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            with tarfile.open(fileobj=child.stdout, mode="r|") as archive:
                for member in archive:
                    if member.isreg():
                        yield digest(archive.extractfile(member))
    except tarfile.ReadError as error:
        raise Problem(f"{package} is damaged: {error}") from error
    if child.returncode:
        raise Problem(f"{package} is damaged: dpkg-deb ends with {child.returncode}")


def changed(found, made_of, folder):
    """Paths of those programs whose bytes no package has."""
    packed = {value for path in package_files(made_of, folder) for value in hashes_in(path)}
    return [path for path, value in sorted(found.items()) if value not in packed]


def started(tree):
    """The application's program: init's first argument, below /trusted if that is there."""
    words = [line.split(" ", 1)[1] for line in
             (tree / "unikernel").read_text().splitlines() if line.startswith("argument ")]
    for root in (tree / "trusted", tree):
        path = inside(root, words[0])
        if path.is_file():
            return path
    raise Problem(f"{words[0]} is not in the image")


def inside(root, name):
    """Follow links as they are seen in this root."""
    path = Path(root, name.lstrip("/"))
    while path.is_symlink():
        target = os.readlink(path)
        path = Path(root, target.lstrip("/")) if target.startswith("/") \
            else path.parent / target
    return path


def is_dynamic(program):
    """Whether a loader starts it, which the kernel reads from the header INTERP."""
    return "INTERP" in command.output("readelf", "--program-headers", "--wide", program)
