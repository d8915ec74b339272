# SPDX-License-Identifier: GPL-2.0-only
"""Judges stage 09: builds the student's Linux, and boots it."""

import re
import tempfile
from functools import cached_property
from pathlib import Path

from machinery import ROOT, Missing
from machinery.explain import events
from machinery.judge import Lost, run, run_or_miss, student_file
from machinery.kernel import Kernel, need_rootfs
from machinery.program import compile_program
from machinery.submission import RUNS
from machinery.worksheet import Question

FILES = ("arch/x86/kernel/kml.c", "arch/x86/kernel/kml_64.c",
         "arch/x86/entry/entry_64.S")
CONFIGURATION = "kml-small"
CALLS = 1000
GUEST = ROOT / "labs/09-kml-linux/guest"
LIB = ROOT / "kml-minimal/linux/lib"
USER_HALF = 1 << 47     # where it ends


def start(folder):
    """A student's copy of the files that the stage is about."""
    kernel = Kernel(CONFIGURATION, FILES)
    for file, text in kernel.pristine().items():
        path = folder / "linux" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    kernel.close()


def probe_rootfs(out, *options):
    probe = out / "probe"
    run_or_miss("gcc", "-O2", "-static", "-I", LIB, "-o", probe, GUEST / "probe.c")
    return need_rootfs(out / "probe.cpio.gz", "--trusted", probe, *options)


class Judge:
    def __init__(self, work, out):
        self.work, self.out = work, out

    @cached_property
    def kernel(self):
        kernel = Kernel(CONFIGURATION, FILES)
        kernel.folder = kernel.build(self.work)
        return kernel

    @cached_property
    def rootfs(self):
        return probe_rootfs(self.out)

    def probe(self, parameter, program):
        """name -> value of what probe prints in a guest."""
        status, serial = self.kernel.boot(self.rootfs, f"{program} {CALLS}", parameter,
                                          "--cpus", "2")
        found = dict(re.findall(r"^probe: (.*): (\S+)$", serial, re.M))
        found |= {f"{when}: {name}": value for when, name, value in
                  re.findall(r"^probe: (before|after): (\S+) (\S+)$", serial, re.M)}
        if status or "wrong" not in found:
            raise Lost(ended(status), "panic" if status == 3 else "wrong answer",
                       serial.splitlines()[-4:])
        if found["wrong"] != "0":
            raise Lost(f"{found['wrong']} of {CALLS} direct calls had a wrong result")
        return found

    # --- tests

    def test_counter(self):
        at_0 = self.probe("kml=on", "/trusted/probe")
        if at_0["level"] != "0":
            raise Lost("with kml=on, a program below /trusted runs at CPL 3")
        at_3 = self.probe("kml=on", "/bin/probe")
        for found, expected in ((at_0, CALLS), (at_3, 0)):
            if "after: direct_calls" not in found:
                raise Lost("/proc/kml has no line direct_calls")
            counted = int(found["after: direct_calls"]) - \
                int(found["before: direct_calls"])
            if counted != expected:
                raise Lost(f"{expected} direct calls, at CPL {found['level']}: "
                           f"direct_calls went up by {counted}")
        return f"{CALLS} direct calls are counted, and no other call"

    def test_audit(self):
        found = self.probe("kml=audit", "/trusted/probe")
        if found["level"] != "3":
            raise Lost("with kml=audit a program runs at CPL 0")
        if found.get("after: execs") != "1":
            raise Lost(f"with kml=audit, execs is {found.get('after: execs')} after one "
                       "program that kml=on would run at CPL 0")
        if found.get("after: enabled") != "0":
            raise Lost("with kml=audit, enabled is not 0: no processor bit may be set")
        if self.probe("kml=audit", "/bin/probe").get("after: execs") != "0":
            raise Lost("with kml=audit, programs are counted that did not ask")
        return "what would run at CPL 0 is counted, and runs at CPL 3"

    def test_sound(self):
        status, serial = selftests(self.kernel)
        failed = re.findall(r"^# *not ok \d+ (.*)|^not ok \d+ (.*)", serial, re.M)
        if status:
            what = "; ".join("".join(names) for names in failed[:3])
            raise Lost(f"the kit's selftests fail: {what or ended(status)}",
                       lines=serial.splitlines()[-4:])
        return "the kit's selftests pass, at CPL 0 and at CPL 3"

    def test_rescue(self):
        source = self.out / "rescue.c"
        source.write_text(student_file(self.work, "rescue.c"))
        program, log = self.out / "rescue", self.out / "rescue.trace"
        compile_program(source, program)
        rootfs = need_rootfs(self.out / "rescue.cpio.gz", "--trusted", program)
        status, serial = self.kernel.boot(rootfs, "/trusted/rescue", "kml=on", "--trace",
                                          log)
        if status:
            raise Lost(ended(status), lines=serial.splitlines()[-4:])
        absent = {"starve", "pointer", "garbage"} - set(rescues(log.read_text()))
        log.unlink()
        if absent:
            raise Lost("the emulator saw, at CPL 0, no " + " and no ".join(sorted(absent)))
        return "all three happened at CPL 0, and the program went on"

    # --- facts

    def facts(self):
        image = self.kernel.folder / "vmlinux"
        symbols = {name: int(address, 16) for address, name in re.findall(
            r"^(\w+) \w (\S+)$", run_or_miss("nm", image), re.M)}
        entry, after = symbols["kml_direct_call"], symbols["kml_after_syscall"]
        syscall = symbols["entry_SYSCALL_64_kml"]
        listed = run_or_miss("objdump", "-d", f"--start-address={syscall}",
                             f"--stop-address={syscall + 16}", image)
        return {"entry": hex(entry), "after": hex(after), "size": str(after - entry),
                "stacks": str(ist_shift(image)),
                "first": "0x" + re.search(r"^\w+:\t(\w\w) ", listed, re.M)[1]}


def ist_shift(image):
    listed = run_or_miss("objdump", "-d", "--disassemble=exc_nmi", image)
    moved = re.search(r"sub[ql]? +\$0x(\w+),%gs:", listed) or \
        re.search(r"add[ql]? +\$0xf+(\w+),%gs:", listed)
    return int(moved[1], 16)


def ended(status):
    return {1: "the program failed", 3: "the kernel panicked", 4: "it hangs",
            6: "the machine reset"}.get(status, f"the guest ended with {status}")


def selftests(kernel):
    status, printed, said = run(
        ROOT / "kml-minimal/linux/tests/selftests/run", "--kernel", CONFIGURATION,
        "--programs", "glibc-static", "--cpus", "2", LINUX_OUT=str(kernel.out))
    return status, printed + said


def rescues(log):
    """What the emulator saw a program do at CPL 0: page faults, of three kinds."""
    for event, _ in events(log):
        if event["vector"] != "0e" or event["cpl"] != "0":
            continue
        ip, sp, cr2 = (int(event[name], 16) for name in ("ip", "sp", "cr2"))
        if ip >= USER_HALF:
            continue
        if sp >= USER_HALF and abs(sp - cr2) <= 16:
            yield "garbage"
        elif cr2 < 4096:
            yield "pointer"
        elif abs(sp - cr2) < 1 << 16:
            yield "starve"


# --- worksheets: who may run a program at CPL 0, by the rules and in the kit's kernel

CALLERS = {
    "root": ("root starts it", "{path}", "execs"),
    "user": ("an ordinary user starts it", "su user -c {path}", "refused_capability"),
    "chroot": ("root starts it after chroot() to {top}", "chroot {top} {below}",
               "refused_root"),
    "nnp": ("root starts it after PR_SET_NO_NEW_PRIVS", "setpriv --nnp {path}",
            "refused_restricted"),
}


def who_may(chance):
    path = chance.choice(("/trusted/x", "/trusted/sub/x", "/trusted/x", "/bin/x"))
    owner, mode = chance.choice((0, 0, 1000)), chance.choice((0o755, 0o755, 0o775, 0o757))
    words, command, count = CALLERS[chance.choice(list(CALLERS))]
    top, below = "/" + path.split("/")[1], "/" + path.split("/", 2)[2]
    if owner or mode & 0o022:
        count = "refused_file"
    answer = f"CPL {0 if count == 'execs' else 3}, {count}"
    if top != "/trusted":
        answer = "CPL 3, nothing"
    places = {"path": path, "top": top, "below": below}
    case = f"{path} {owner} {mode:o} {command.format(**places)}"
    ASKED.setdefault(case)
    return Question(
        f"kml=on. {path} has mode {mode:o} and belongs to user {owner}; "
        f"{words.format(**places)}. At which level does it run, and which line of "
        "/proc/kml counts it?", answer, ask=lambda: ask_kernel(case))


ASKED = {}  # what the kit's kernel does in each case that some question asks for


def ask_kernel(case):
    """One guest answers all cases that are open."""
    cases = [case for case, answer in ASKED.items() if answer is None]
    if cases:
        ASKED.update(zip(cases, ask_guest(cases)))
    return ASKED[case]


def ask_guest(cases):
    """What the kit's own kernel does: at which level, and what it counts."""
    kernel = Kernel(CONFIGURATION, FILES)
    kernel.compile({})
    with tempfile.TemporaryDirectory(dir=RUNS) as folder:
        users, asks = Path(folder) / "passwd", Path(folder) / "asks"
        users.write_text("root:x:0:0::/:/bin/sh\nuser:x:1000:1000::/:/bin/sh\n")
        asks.write_text("".join(f"{case}\n" for case in cases))
        rootfs = probe_rootfs(Path(folder), "--file", f"{users}=/etc/passwd",
                              "--file", f"{asks}=/asks", "--program", GUEST / "ask")
        _, serial = kernel.boot(rootfs, "ask", "kml=on")
    kernel.close()
    found = re.findall(r"^ask: (\d) ?(\w*)", serial, re.M)
    if len(found) != len(cases):
        raise Missing(f"the guest answers {len(found)} of {len(cases)} cases: "
                      f"{serial[-300:]}")
    return [f"CPL {level}, {count or 'nothing'}" for level, count in found]


KINDS = {"who-may": who_may}
