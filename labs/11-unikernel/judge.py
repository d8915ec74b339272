# SPDX-License-Identifier: GPL-2.0-only
"""Judges stage 11: measures the images hello and hello-tiny that the student has built,
and boots the student's program as hello's."""

import csv
import json
import re
import sys
from functools import cache, cached_property

from machinery import ROOT, Missing
from machinery.judge import (EXPLORER, Lost, explorer, read_config, run, run_or_miss,
                             student_file)
from machinery.program import compile_program
from machinery.worksheet import Question

sys.path += [str(ROOT / "scripts"), str(ROOT / "scripts/unikernel")]
import measure  # noqa: E402 (scripts/unikernel)

IMAGES = ROOT / "build/unikernel"
UNIKERNEL = ROOT / "scripts/unikernel"
VM = ROOT / "build/bin/vm"
LAST, CHILDREN = 100000, 4
MUSL = ["musl-gcc", "-static", "-Os", "-idirafter", "/usr/include", "-idirafter",
        "/usr/include/x86_64-linux-gnu"]


def image(name, variant=()):
    folder = IMAGES / name
    if not (folder / "provenance").is_file():
        raise Lost(f"NOT_YET: the image {name} is not built: scripts/unikernel/unikernel "
                   + " ".join(["build", "hello", *variant]), "not built")
    return measure.Image(folder)


def prepare():
    for variant in ((), ("--tiny",)):
        run_or_miss(UNIKERNEL / "unikernel", "build", "hello", *variant)


class Judge:
    def __init__(self, work, out):
        self.work, self.out = work, out

    # --- the student's program

    def root_file_system(self):
        program, init = self.out / "forks", self.out / "init"
        source = self.out / "forks.c"
        source.write_text(student_file(self.work, "forks.c"))
        compile_program(source, program)
        run_or_miss(*MUSL, "-o", init, UNIKERNEL / "init.c")
        obeyed = self.out / "unikernel"
        obeyed.write_text("program /bin/forks\nargument forks\n"
                          f"argument {LAST}\n")
        target = self.out / "forks.cpio"
        run_or_miss(ROOT / "scripts/rootfs/rootfs", "--init", init, "--file",
                    f"{obeyed}=/unikernel", "--program", program, target)
        return target

    @cached_property
    def ran(self):
        """How the machine ended, what it printed, and function -> calls."""
        rootfs, counted = self.root_file_system(), self.out / "counts.csv"
        hello = image("hello").folder
        line = " ".join(line.split("\t")[0] for line in
                        (hello / "parameters").read_text().splitlines())
        status, serial, said = run(
            VM, "run", "--profile", "microvm", "--kernel", hello / "vmlinux",
            "--initrd", rootfs, "--append", f"{line} loglevel=3", "--icount", "3",
            "--timeout", "20", "--count", counted)
        if status in (2, 5):
            raise Missing(f"the guest did not start: {said.strip()[-300:]}")
        calls = {}
        if counted.is_file():
            with open(counted) as rows:
                calls = {row["function"]: int(row["count"]) for row in csv.DictReader(rows)
                         if row["what"] == "calls" and row["mode"] == "kernel"}
        return status, serial.replace("\r", ""), calls

    def test_sum(self):
        status, serial, _ = self.ran
        found = re.search(r"^sum (-?\d+)$", serial, re.M)
        if status:
            raise Lost({1: "the program failed", 3: "the kernel panicked",
                        4: "it hangs"}.get(status, f"the guest ended with {status}"),
                   lines=serial.splitlines()[-4:])
        if not found:
            raise Lost("it printed no sum", lines=serial.splitlines()[-4:])
        right = LAST * (LAST + 1) // 2
        if int(found[1]) != right:
            raise Lost(f"the sum of 1 to {LAST} is {right}, not {found[1]}")
        return f"sum {right}"

    def test_processes(self):
        _, _, calls = self.ran
        plain = self.calls_without_children
        children = calls.get("kernel_clone", 0) - plain["kernel_clone"]
        if children != CHILDREN:
            raise Lost(f"the kernel saw {max(children, 0)} children, not {CHILDREN}")
        released = calls.get("release_task", 0) - plain["release_task"]
        if released < CHILDREN:
            raise Lost(f"{released} of {CHILDREN} children were waited for")
        return f"{CHILDREN} children, each waited for"

    @cached_property
    def calls_without_children(self):
        """What the same machine does for a program that only ends."""
        folder = self.out / "plain"
        folder.mkdir(exist_ok=True)
        (folder / "forks.c").write_text("int main(void) { return 0; }\n")
        plain = Judge(folder, folder).ran[2]
        return {name: plain.get(name, 0) for name in ("kernel_clone", "release_task")}

    # --- facts

    def facts(self):
        hello, tiny = image("hello"), image("hello-tiny", ("--tiny",))
        counts, tiny_counts = hello.counts(self.out), tiny.counts(self.out)
        return {"on": hello.sizes()["options_y"], "bytes": str(hello.sizes()["bzimage_bytes"]),
                "work": str(counts["init_instructions"]),
                "memory": str(hello.least_memory(self.out)["memory_mib"]),
                "tiny-option": chosen(hello.folder, tiny.folder),
                "tiny-bytes": str(tiny.sizes()["bzimage_bytes"]),
                "tiny-work": str(tiny_counts["init_instructions"])}


def chosen(before, after):
    """The option with a prompt that is on in the second configuration only."""
    listed = run_or_miss(EXPLORER, "count", "--config", after / "config", "--list")
    old = read_config(before / "config")
    names = [name for name, *rest in (line.split(",") for line in listed.splitlines())
             if rest == ["bool", "yes", "y"] and old.get(name) != "y"]
    return names[0] if names else "none"


# --- worksheets: what hello's kernel offers, by the source and in the image

@cache
def optional_calls():
    """name -> (its function, whether a kernel with hello's configuration has it)."""
    _, printed, _ = explorer("syscalls", "--kind", "call", "--optional", "--config",
                             image("hello").folder / "config", "--format", "json")
    return {each["name"]: (each["function"], each["present"])
            for each in json.loads(printed)}


@cache
def symbols():
    return {name: kind for kind, name in re.findall(
        r"^\w+ (\w) (\S+)$", run_or_miss("nm", image("hello").folder / "vmlinux"), re.M)}


def has_call(function):
    """For a call that was left out, kernel/sys_ni.c has a weak function (W)."""
    return "yes" if symbols().get(f"__x64_{function}") == "T" else "no"


def call(chance):
    wanted = chance.choice((True, False))
    name = chance.choice(sorted(name for name, (_, present) in optional_calls().items()
                                if present == wanted))
    return Question(f"An application calls {name}(). Is it in hello's kernel?",
                    "yes" if wanted else "no",
                    ask=lambda: has_call(optional_calls()[name][0]))


KINDS = {"call": call}
