# SPDX-License-Identifier: GPL-2.0-only
"""What became of a run that did not end as expected.

The emulator's account (`-d int`) has a line for each exception, then the registers:
    0: v=0e e=0002 i=0 cpl=0 IP=0008:00400173 pc=... SP=0010:7ffee000 CR2=...
and `Triple fault` where the CPU gave up.
"""

import re

ENDINGS = ("not built", "no boot", "no output", "panic", "reset", "hang",
           "wrong answer")

EVENT = re.compile(r"^ *\d+: v=(?P<vector>\w+) e=(?P<error>\w+) i=(?P<int>\d) "
                   r"cpl=(?P<cpl>\d) IP=(?P<cs>\w+):(?P<ip>\w+) .*?"
                   r"SP=(?P<ss>\w+):(?P<sp>\w+)(?:.*?CR2=(?P<cr2>\w+))?")
REGISTERS = re.compile(r"^(?:[ER][A-D]X|[ER][SD]I|R8 ?|R12|EIP|RIP|TR |CR0)=?.*")
NAMES = {0: "#DE", 1: "#DB", 2: "NMI", 3: "#BP", 4: "#OF", 5: "#BR", 6: "#UD",
         7: "#NM", 8: "#DF", 10: "#TS", 11: "#NP", 12: "#SS", 13: "#GP", 14: "#PF",
         16: "#MF", 17: "#AC", 18: "#MC", 19: "#XM", 0x80: "system call"}
USER_START, USER_END = 0x400000, 0x80000000


def events(log):
    """(fields, registers) of each exception in the account, oldest first."""
    found, boundary = [], False
    for line in log.splitlines():
        match = EVENT.match(line)
        if match:
            found.append((match.groupdict(), []))
        elif line.startswith("CPU Reset"):
            boundary = True
        elif found and not boundary and REGISTERS.match(line):
            found[-1][1].append(line.strip())
        boundary = boundary and not match
    return found


def ran_in_program(log, level):
    """Did the emulator see an event in a program at this CPL?"""
    return any(int(event["cpl"]) == level and
               USER_START <= int(event["ip"], 16) < USER_END
               for event, _ in events(log))


def describe(event):
    vector = int(event["vector"], 16)
    name = NAMES.get(vector, f"vector {vector}")
    text = f"{name} at CPL {event['cpl']}, ip {event['ip']}, sp {event['sp']}"
    if vector in (8, 10, 11, 12, 13, 14, 17):
        text += f", error code {event['error']}"
    if vector in (8, 14) and event["cr2"]:
        text += f", CR2 {event['cr2']}"
    return text


def chain(log, reset):
    """The last exceptions before the end, one a line, and the registers then."""
    last = [(event, registers) for event, registers in events(log)
            if int(event["vector"], 16) < 32 and event["int"] == "0"][-3:]
    lines = [describe(event) for event, _ in last]
    if reset:
        lines.append("reset (triple fault)")
    if last:
        lines += [f"  {line}" for line in last[-1][1]]
    return lines


def around(text, pattern, before=3, after=2):
    """The lines before and after the first that matches; otherwise the last ones."""
    lines = printable(text).splitlines()
    for i, line in enumerate(lines):
        if re.search(pattern, line):
            return lines[max(0, i - before):i + after + 1]
    return lines[-(before + after):]


def printable(text):
    """A guest's text as a terminal may show it: without control characters."""
    return re.sub(r"[^\n\x20-\x7e]", "?", text.replace("\r", ""))


def explain(row, serial, log):
    """(ending, detail, lines of the serial line, chain of exceptions)"""
    started = re.search(r"^about to: ", serial, re.M)
    outcome, detail = row["outcome"], printable(row["detail"])
    if outcome == "panic":
        task = re.match(r"not yet: lab (.*)", detail)
        if task:
            detail = f"the blank {task[1]} still says NOT_YET"
        return "panic", detail, around(serial, r"^kml: panic"), chain(log, False)
    if outcome == "triple-fault" or "triple" in detail:
        return ("reset" if started else "no boot",
                "the CPU reset " + ("in or after the program's announced step"
                                    if started else
                                    "before a program started"),
                around(serial, "$^"), chain(log, True))
    if outcome == "timeout" and not serial.strip():
        return "no output", "nothing on the serial line", [], chain(log, False)
    if outcome == "timeout":
        return "hang", detail, around(serial, "$^"), chain(log, False)
    if not started and not serial.strip():
        return "no output", detail, [], chain(log, False)
    lines = around(serial, r"^(outcome|kml: (killed|overwritten))")
    return "wrong answer", f"{outcome}: {detail}", lines, \
        chain(log, False) if outcome == "killed" else []
