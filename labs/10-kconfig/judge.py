# SPDX-License-Identifier: GPL-2.0-only
"""Judges stage 10 by the explorer's models: no kernel is built.

A needs file has an option a line, as `solve --need-file` reads it, and behind the # what
the option is for: `machine`, or a KIND and NAME of `kconfig-explorer syscalls`.
"""

import json
import tempfile
from functools import cache, cached_property
from pathlib import Path

from machinery import ROOT, Missing
from machinery.judge import (Lost, entries, explorer, need_explorer, read_config,
                             parse_config, run_or_miss, student_file, EXPLORER)
from machinery.submission import RUNS, make_kit
from machinery.worksheet import Question

# What of watch's work needs which of these; `manifest --minimise` finds the same
# (tests/linux-stages).
FEATURES = {
    "wait for several descriptors": ("call epoll_create1", "call epoll_ctl",
                                     "call epoll_wait"),
    "notice a new file": ("call inotify_init1", "call inotify_add_watch"),
    "write its log every tenth of a second": ("call timerfd_create",
                                              "call timerfd_settime"),
    "keep the count when it ends": ("call shmget", "call shmat"),
    "lock its log": ("call flock",),
    "seal a report": ("call memfd_create",),
    "answer a client": ("call socket", "call bind", "call listen", "call accept4",
                        "call sendmsg", "socket unix"),
}
MACHINE = ("PRINTK", "TTY", "SERIAL_8250_CONSOLE", "BLK_DEV_INITRD", "RD_GZIP",
           "BINFMT_ELF", "PVH", "PROC_FS", "DEVTMPFS", "X86_IOPL_IOPERM")
FEWEST = 6      # lines for watch, below which there is nothing to judge yet
WANTED = "NFT_QUEUE"
REASONS = ("call", "socket", "filesystem")


def offers(config):
    """`KIND NAME` of each system call, socket family and file system of a kernel."""
    status, printed, said = explorer("syscalls", "--config", config, "--format", "json")
    if status:
        raise Missing(f"kconfig-explorer syscalls failed: {said}")
    return {f"{each['kind']} {each['name'].removeprefix('AF_').lower()}"
            for each in json.loads(printed) if each.get("present")}


class Judge:
    def __init__(self, work, out):
        self.work, self.out = work, out

    # --- what the student's needs lead to

    @cached_property
    def needs(self):
        """option -> what it is for, in the order of the file."""
        found = {}
        for number, words, remark in entries(student_file(self.work, "watch.needs")):
            if len(words) > 1 or words[0] in found:
                raise Lost(f"watch.needs:{number}: one new option a line, and behind "
                           "the # what it is for")
            found[words[0].removeprefix("CONFIG_")] = remark
        return found

    @property
    def for_watch(self):
        own = [option for option in self.needs if option not in MACHINE]
        if len(own) < FEWEST:
            raise Lost(f"watch.needs has {len(own)} lines for watch: too few to judge")
        return own

    def solve(self, needs, name):
        """The smallest configuration with these needs."""
        config = self.out / f"{name}.config"
        if config.is_file():
            return config
        wanted = (word for need in needs for word in ("--need", need))
        status, printed, said = explorer("solve", *wanted, "-o", config)
        if status:
            said = said.replace("kconfig-explorer: ", "").partition("\nnot in Linux")[0]
            raise Lost("no kernel has what watch.needs asks for: "
                       f"{(said + printed).strip()[:600]}")
        return config

    @cached_property
    def config(self):
        return self.solve(self.needs, "own")

    def without(self, option):
        """What is solved if this line is left out."""
        return self.solve([need for need in self.needs if need != option],
                          f"without-{option}")

    @cached_property
    def offered(self):
        return offers(self.config)

    # --- tests

    def test_sufficient(self):
        self.for_watch
        for feature, needed in FEATURES.items():
            for need in needed:
                if need not in self.offered:
                    raise Lost(f"watch cannot {feature}: the kernel has no {need}")
        absent = [option for option in MACHINE if option not in self.needs]
        if absent:
            raise Lost(f"the machine needs {' '.join(absent)} as well")
        return f"{len(FEATURES)} features of watch work"

    def test_minimal(self):
        needed = {need for group in FEATURES.values() for need in group}
        for option in self.for_watch:
            lost = self.offered - offers(self.without(option))
            if not lost:
                raise Lost(f"{option}: nothing fewer is there without this line")
            if not lost & needed:
                raise Lost(f"{option}: watch has lost nothing without this line, at most "
                           f"{', '.join(sorted(lost)[:3])}")
        return f"each of {len(self.for_watch)} lines is necessary"

    def test_defended(self):
        for option in self.for_watch:
            self.defend(option, self.needs[option])
        return "each line says what it is for"

    def defend(self, option, reason):
        kind, _, name = reason.partition(" ")
        if kind not in REASONS or not name:
            raise Lost(f"{option}: `{reason}` is none of `machine`, "
                       + ", ".join(f"`{kind} NAME`" for kind in REASONS))
        what = f"{kind} {name.removeprefix('AF_').lower()}"
        if what not in self.offered:
            raise Lost(f"{option}: the kernel has no {what}, with it or without")
        if what in offers(self.without(option)):
            raise Lost(f"{option}: the kernel has {what} without this line, too")

    def test_change(self):
        lines = student_file(self.work, "change.config")
        asked = read_config(self.work / "change.config")
        draft, result = self.out / "changed", self.out / "changed.config"
        draft.write_text(self.config.read_text() + lines)
        explorer("check", draft, "-o", result)
        values = read_config(result)
        lost = [name for name, value in asked.items() if values.get(name, "n") != value]
        if lost:
            raise Lost(f"Kconfig drops {' '.join(lost)}, and says nothing")
        if values.get(WANTED) != "y":
            raise Lost(f"{WANTED} is not on then")
        if len(asked) > self.plan["set"]:
            raise Lost(f"{len(asked)} lines, but fewer will do: {self.plan['set']}")
        return f"{len(asked)} lines, all kept"

    # --- facts

    @cached_property
    def plan(self):
        return json.loads(run_or_miss(EXPLORER, "plan", WANTED, "--config", self.config,
                                      "--format", "json"))

    def reason(self, option, word):
        """The option that `why` names behind this word, in its first reason."""
        printed = run_or_miss(EXPLORER, "why", option, "--config", self.config)
        return printed.partition(word)[2].split(" ")[0]

    def facts(self):
        on = count_on(self.config)
        prices = {option: on - count_on(self.without(option))
                  for option in self.for_watch}
        dearest = max(prices, key=prices.get)
        return {"on": str(on), "prompted": str(count_prompted(self.config)),
                "fsnotify": self.reason("FSNOTIFY", "selected by "),
                "memfd": self.reason("MEMFD_CREATE", "default "),
                "dearest": dearest, "price": str(prices[dearest]),
                "by-hand": str(self.plan["set"])}


def count_on(config):
    return sum(value in ("y", "m") for value in read_config(config).values())


def count_prompted(config):
    listed = run_or_miss(EXPLORER, "count", "--config", config, "--list")
    return sum(line.split(",")[2:] in (["yes", "y"], ["yes", "m"])
               for line in listed.splitlines())


# --- worksheets: the explorer's rules, and the kernel's own conf

HELLO = "kconfig-explorer/manifests/hello.needs"
CONF = ROOT / "build/explorer/conf"


@cache
def hello():
    """The text of hello's smallest configuration, and what is off in it and could be
    set by a user."""
    need_explorer()
    RUNS.mkdir(parents=True, exist_ok=True)
    config = RUNS / "hello.config"
    run_or_miss(EXPLORER, "solve", "--need-file", HELLO, "-o", config)
    listed = run_or_miss(EXPLORER, "count", "--config", config, "--list")
    return config.read_text(), sorted(
        name for name, *rest in (line.split(",") for line in listed.splitlines())
        if rest == ["bool", "yes", "n"])


def completed(option, complete):
    """What a program makes of hello's configuration and OPTION=y: name -> value."""
    with tempfile.TemporaryDirectory(dir=RUNS) as folder:
        config = Path(folder) / "config"
        text = hello()[0].replace(f"# CONFIG_{option} is not set\n", "")
        config.write_text(f"{text}CONFIG_{option}=y\n")
        complete(config)
        return read_config(config)


def by_model(config):
    explorer("check", config, "-o", config)


def by_conf(config):
    make_kit("build/explorer/conf")
    run_or_miss("bash", "-c", '. kconfig-explorer/conf/environment "$1" x86_64 && '
                'cd "${2%/*}" && KCONFIG_CONFIG=$2 exec "$3" -s --olddefconfig Kconfig',
                "bash", need_explorer(), config, CONF,
                ENGINE_ANSWERS=str(RUNS / "answers"))


def became(option, complete):
    """Whether the option is kept, and how many others are on then."""
    before = parse_config(hello()[0])
    after = completed(option, complete)
    others = {name for name, value in after.items() if value == "y" and
              before.get(name) != "y"} - {option}
    return ("y" if after.get(option) == "y" else "n"), len(others)


def pick(chance, wanted):
    """An option of which wanted(kept, others) holds by the rules."""
    while True:
        option = chance.choice(hello()[1])
        if wanted(*(seen := became(option, by_model))):
            return option, seen


def kept(chance):
    answer = chance.choice("yn")
    option, _ = pick(chance, lambda value, _: value == answer)
    return Question(f"The smallest configuration for {HELLO}, and CONFIG_{option}=y "
                    f"besides. Which value has {option} after `make olddefconfig`?",
                    answer, ask=lambda: became(option, by_conf)[0])


def follows(chance):
    option, (_, others) = pick(chance, lambda value, others: value == "y" and others)
    return Question(f"The smallest configuration for {HELLO}, and CONFIG_{option}=y "
                    "besides. How many other options does `make olddefconfig` switch on?",
                    str(others), ask=lambda: str(became(option, by_conf)[1]))


KINDS = {"kept": kept, "follows": follows}
