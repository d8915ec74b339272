# SPDX-License-Identifier: GPL-2.0-only
"""Size, boot and least memory of an image that "unikernel" built, as jobs."""

import functools
import re
import sys
from pathlib import Path

from count import counted
from results import Problem, command, provenance
from results.experiment import Job

from . import ROOT

sys.path.insert(0, str(ROOT / "scripts/unikernel"))
import measure as unikernel

BUILD = ROOT / "build"
SETUPS, QUICK_SETUPS = 5, 2
WORKLOAD = {"run": Path(__file__), "measure": Path(unikernel.__file__),
            "guest": Path(counted.__file__)}
METHODS = {"bzimage": "size of the file", "rootfs": "size of the file",
           "vmlinux": "size of the file after strip",
           "loaded": "bytes in the file of vmlinux's loadable segments",
           "whole": "loadable segments and the root file system"}


class Contestant:
    def __init__(self, row):
        self.name, self.parameters = row["contestant"], row["parameters"]
        self.image = unikernel.Image(BUILD / row["image"])
        # The paper's figures are of hello.
        application = row["application"]
        self.suffix = "" if application == "hello" else f"-{application}"

    def path(self, name):
        return self.image.folder / name

    def job(self):
        return self.name + self.suffix

    def files(self):
        """What decides: of the root file system its hash stands in provenance."""
        return {"vmlinux": self.path("vmlinux"), "image": self.path("provenance")}

    def row(self, measure, setup, value, unit, **more):
        return {"measure": measure + self.suffix, "contestant": self.name,
                "setup": setup, "value": value, "unit": unit, **self.image.origin(),
                **more}


def sizes(contestant, folder):
    """vmlinux without its symbols, as Firecracker would load it. Its file has holes,
    because segments begin at multiples of 2 MiB; what is loaded has none."""
    stripped = folder / "vmlinux"
    command.run("strip", "--strip-all", "-o", stripped, contestant.path("vmlinux"))
    segments = re.findall(r"^  LOAD +(?:0x\w+ +){3}(0x\w+)", command.output(
        "readelf", "--segments", "--wide", stripped), re.M)
    said = contestant.image.sizes()
    bytes_of = {"bzimage": said["bzimage_bytes"], "rootfs": said["rootfs_bytes"],
                "vmlinux": stripped.stat().st_size,
                "loaded": sum(int(size, 16) for size in segments)}
    bytes_of["whole"] = bytes_of["loaded"] + bytes_of["rootfs"]
    stripped.unlink()
    for name, method in METHODS.items():
        yield contestant.row(f"image-{name}", 0, bytes_of[name], "bytes", method=method)


def boot(contestant, setup, folder):
    """Work and waiting apart, as measure.py has them."""
    account, serial = counted.run_image(
        contestant.path("vmlinux"), contestant.path("rootfs.cpio"),
        counted.command_line(f"{contestant.parameters} KML_COUNT=1".strip(), setup), setup,
        folder, memory=128, timeout=20)
    found = re.search(r"^kml: init at (\d+) ns", serial, re.M)
    if not found:
        raise Problem(f"{contestant.job()}: it says nothing of init\n{serial}")
    work, *_ = unikernel.work_by_mark(folder / "counts.csv")
    waiting = (int(found[1]) >> counted.SHIFT) - work
    for measure, value in {"boot": work, "boot-waiting": waiting}.items():
        yield contestant.row(measure, setup, value, "instructions", seed=setup,
                             method=counted.METHOD, **provenance.of_guest(account))


def memory(contestant, folder):
    found = contestant.image.least_memory(folder)
    yield contestant.row("memory", 0, found["memory_mib"] << 20, "bytes",
                         method="bisection: its check inside passes; with 1 MiB less: "
                         + found["below"])


def is_built(row):
    return (BUILD / row["image"] / "provenance").is_file()


def jobs(contestant, quick):
    files = WORKLOAD | contestant.files()
    suffix = contestant.suffix
    yield Job(f"size-{contestant.job()}", 2, files,
              functools.partial(sizes, contestant),
              tuple(f"image-{name}{suffix}" for name in METHODS))
    if not quick or not suffix:  # the others' takes minutes
        yield Job(f"memory-{contestant.job()}", 60, files,
                  functools.partial(memory, contestant), (f"memory{suffix}",))
    if contestant.path("rootfs.cpio").is_file():
        for setup in range(QUICK_SETUPS if quick else SETUPS):
            yield Job(f"boot-{contestant.job()}-{setup}", 5,
                      files | {"seed": setup, "parameters": contestant.parameters},
                      functools.partial(boot, contestant, setup),
                      (f"boot{suffix}", f"boot-waiting{suffix}"))
