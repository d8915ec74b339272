# SPDX-License-Identifier: GPL-2.0-only
"""An image, and what is measured of it.

Waiting is what a kernel does until time has passed: a halted processor, or one of the
functions below, which read a clock or a port again and again. All else is work."""

import itertools
import json
import os
import re
import shlex
import subprocess

from results import Problem, files, table
from results.provenance import ROOT, hash_of_patches, short_hash

UNIKERNEL = ROOT / "scripts/unikernel/unikernel"
SHIFT = 3  # an instruction takes 2^3 ns: as in "unikernel check --count"
WAITING = re.compile(
    r"delay_(tsc|loop)|native_io_delay|io_delay|timer_irq_works|setup_boot_APIC_clock|"
    r"calibrate_.*|(quick_)?pit_.*|tsc_(refine|read_refs).*|default_idle.*|do_idle")
MOST_MEMORY = 1024  # MiB
TIMEOUT = 3          # of the guest, scaled by vm; a redis on a disk takes half of one


class Image:
    def __init__(self, folder):
        self.folder, self.name = folder, folder.name
        self.said = dict(re.findall(r"^(\w+): (.*)$",
                                    (folder / "provenance").read_text(), re.M))
        self.application, self.variant = self.said["application"], self.said["variant"]

    def hash(self):
        return short_hash(self.folder / "provenance")

    def sizes(self):
        root, = (path for path in self.folder.glob("rootfs.*")
                 if path.suffix != ".manifest")
        return {"options_y": self.said["options"].split()[0],
                "bzimage_bytes": (self.folder / "bzImage").stat().st_size,
                "vmlinux_bytes": (self.folder / "vmlinux").stat().st_size,
                "rootfs_bytes": root.stat().st_size}

    def origin(self):
        return {"kernel": self.said["linux"],
                "config_sha256": short_hash(self.folder / "config"),
                "patches_sha256": hash_of_patches(self.said["patches"])}

    # --- running it

    def check(self, folder, *options, vm=()):
        """Run its check inside; what vm says of the guest, and what was printed."""
        result = folder / "result.json"
        result.unlink(missing_ok=True)
        done = run_gently(
            [UNIKERNEL, "check", self.application, *shlex.split(self.variant),
             "--inside", "--result", result, *options, "--", "--icount", str(SHIFT),
             "--timeout", str(TIMEOUT), *vm],
            env=os.environ | {"UNIKERNEL_OUT": str(self.folder.parent)})
        try:
            account = json.loads(result.read_text())
        except (OSError, ValueError) as error:
            raise Problem(f"{self.name}: {done.stderr}") from error
        return account, done

    def counts(self, folder):
        """Instructions from the machine's start: of work, and of waiting, if there
        are symbols to tell one from the other; else of both."""
        counted = folder / "counts.csv"
        symbols = self.said["patches"] != "Debian's"
        account, done = self.check(folder, "--count",
                                   vm=("--count", counted) if symbols else ())
        if done.returncode:
            raise Problem(f"{self.name}: its check fails: {ending(account)}")
        at = {what: int(number) for what, number in re.findall(
            r"^(\w+) (\d+) instructions$", done.stdout, re.M)}
        end = at.get("answer", at.get("end"))
        found = {"init_instructions": at["init"],
                 "port_instructions": at.get("port", ""), "answer_instructions": end}
        if symbols:
            found = work_and_waiting(counted, at, end)
        return {**found, **{name: account[name] for name in ("emulator", "accel", "host_cpu")},
                "kernel_sha256": account["kernel_sha256"][:16]}

    def least_memory(self, folder):
        """By bisection: the least memory with which the check passes, and how it ends
        with one MiB less. (QEMU itself ends below a limit of its own.)"""
        endings = {}

        def passes(memory):
            account, done = self.check(folder, "--memory", str(memory))
            endings[memory] = ending(account)
            return done.returncode == 0

        too_little, enough = 0, 16
        while not passes(enough):
            too_little, enough = enough, 2 * enough
            if enough > MOST_MEMORY:
                raise Problem(f"{self.name}: its check fails with {too_little} MiB,"
                              f" too: {endings[too_little]}")
        while enough - too_little > 1:
            middle = (enough + too_little) // 2
            if passes(middle):
                enough = middle
            else:
                too_little = middle
        return {"memory_mib": enough, "below": endings.get(too_little, "")}

    def measure(self, folder):
        found = self.counts(folder) | self.least_memory(folder)
        files.write(folder / "measured.json", json.dumps(found))


def countable(images):
    """With -icount QEMU 7.2 does not start a second processor."""
    return [image for image in images if image.said["cpus"] == "1"]


def run_gently(words, **others):
    """As subprocess.run, which, when we are stopped, kills a program that then cannot
    end its guest."""
    with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, **others) as child:
        try:
            out, err = child.communicate()
        except BaseException:
            child.terminate()
            raise
    return subprocess.CompletedProcess(words, child.returncode, out, err)


def ending(account):
    """Whose failure it was: the guest's, or the emulator's."""
    name = account["ending"]
    if name == "verdict":
        return "the check passes" if account["verdict"] == 0 else "the check fails"
    return {"triple-fault": "the kernel panics"}.get(name, name)


def work_by_mark(counted, modes=("user", "kernel")):
    """Until the end of each mark: to init, until the port is open, to the answer."""
    work = [0, 0, 0, 0]
    for row in table.read(counted):
        if (row["what"] == "instructions" and row["mode"] in modes
                and not WAITING.fullmatch(row["function"])):
            work[int(row["mark"])] += int(row["count"])
    return list(itertools.accumulate(work[:3]))


def work_and_waiting(counted, at, end):
    to_init, to_port, to_answer = work_by_mark(counted)
    user = work_by_mark(counted, ("user",))
    found = {"init_instructions": to_init,
             "init_waiting_instructions": at["init"] - to_init,
             "answer_instructions": to_answer, "answer_user_instructions": user[2],
             "answer_waiting_instructions": end - to_answer}
    if "port" in at:
        found |= {"port_instructions": to_port, "port_user_instructions": user[1]}
    return found


def read(folder):
    return json.loads((folder / "measured.json").read_text())
