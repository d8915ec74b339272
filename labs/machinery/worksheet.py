# SPDX-License-Identifier: GPL-2.0-only
"""Worksheets: questions from a seed, with answers from a model and from a run.

A stage's file `worksheet` has a line for each kind of question: `KIND COUNT`, perhaps
with the MACHINE that its runs are for. Each kind knows the answer by a few lines of the
SDM's or the kernel's rules (the model), and how to ask the machine: the kit's encoders,
compiled, or a scenario under the emulator. A stage about Linux has kinds of its own, in
its judge.py.
"""

import csv
import os
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from base.environment import outside_make
from machinery import ROOT, Missing, Wrong
from machinery.explain import USER_END, USER_START, events
from machinery.judge import load, need_packages
from machinery.submission import RUNS, need_kit, need_tools

sys.path.insert(0, str(ROOT / "kml-minimal/gdb"))
from kmlgdb import descriptors  # noqa: E402 (knows nothing of gdb)

FAULTS = {"i386": ("none", "df-retry", "df-rewrite", "pf-task"),
          "x86_64": ("none", "ist-df", "ist-pf", "ist-all")}


@dataclass
class Question:
    text: str
    model: str
    row: str = ""           # a scenario; or
    expression: str = ""    # an expression in C, of the kit's encoders
    read: object = None     # the answer, from (row of CSV, exceptions) or the number
    ask: object = None      # without either: asks the machine for the answer


# --- descriptors and gates

def segment(chance):
    base, dpl = chance.getrandbits(32), chance.choice((0, 3))
    limit, kind = chance.getrandbits(20), chance.choice(("CODE", "DATA"))
    wide = chance.choice((0, 0xc0))
    raw = (limit & 0xffff | (base & 0xffffff) << 16 | (limit >> 16) << 48 |
           (0x9a if kind == "CODE" else 0x92) << 40 | dpl << 45 |
           wide << 48 | base >> 24 << 56)
    bytes_ = (limit << 12 | 0xfff) if wide else limit
    return Question(
        f"Descriptor {raw:#018x}: base, last offset, DPL, code or data?",
        f"base {base:#x}, last offset {bytes_:#x}, DPL {dpl}, {kind.lower()}",
        expression=f"segment_descriptor({base:#x}u, {limit:#x}, "
                   f"ACCESS_{kind}({dpl}), {wide:#x})",
        read=read_segment)


def read_segment(raw):
    seen = descriptors.Segment(raw, 0, False)
    return (f"base {seen.base:#x}, last offset {seen.limit:#x}, DPL {seen.dpl}, "
            f"{'code' if seen.is_code else 'data'}")


def gate(chance):
    if chance.randrange(3) == 0:
        selector = chance.randrange(1, 1000) * 8
        return Question(f"Gate {selector << 16 | 0x85 << 40:#018x}: where does it lead?",
                        f"to the task of TSS selector {selector:#x}",
                        expression=f"task_gate({selector:#x})", read=read_gate)
    offset, dpl = chance.getrandbits(31) | 1 << 31, chance.choice((0, 3))
    raw = (offset & 0xffff | 8 << 16 | (0x8e | dpl << 5) << 40 |
           offset >> 16 << 48)
    return Question(f"Gate {raw:#018x}: where does it lead? May CPL 3 use it by INT?",
                    f"to 0x8:{offset:#x}, {'yes' if dpl == 3 else 'no'}",
                    expression=f"interrupt_gate(8, {offset:#x}u, {dpl})",
                    read=read_gate)


def read_gate(raw):
    seen = descriptors.Gate(raw, 0, False)
    if seen.is_task_gate:
        return f"to the task of TSS selector {seen.selector:#x}"
    return f"to {seen.selector:#x}:{seen.offset:#x}, {'yes' if seen.dpl == 3 else 'no'}"


# --- frames

def frame(chance):
    machine, level = chance.choice(list(FAULTS)), chance.choice((0, 3))
    fault = chance.choice(FAULTS[machine])
    words = 0 if level == 3 or fault == "ist-all" else 3 if machine == "i386" else 5
    return Question(
        f"{machine}, fault={fault}: a timer interrupt comes while a program runs at "
        f"CPL {level}. How many words does the CPU push on the program's own stack?",
        str(words), row=f"{machine} q cpl{level} {fault} redeliver ok frames {words}",
        read=lambda row, _: re.search(r"overwr\w+ (\d+) of", row["detail"])[1])


# --- the starved stack

def starvation(chance):
    machine, level = chance.choice(list(FAULTS)), chance.choice((0, 0, 3))
    fault, how = chance.choice(FAULTS[machine]), chance.choice(("push", "deep"))
    model = "the machine resets" if level == 0 and fault == "none" else "it goes on"
    return Question(
        f"{machine}, fault={fault}, CPL {level}: a program touches a stack page that "
        f"is missing, by {'a PUSH' if how == 'push' else 'recursion in C'}. What "
        "becomes of it?", model,
        row=f"{machine} q cpl{level} {fault} redeliver ok starve {how}",
        read=lambda row, _: {"ok": "it goes on", "triple-fault": "the machine resets"
                             }.get(row["outcome"], row["outcome"]))


def double_faults(chance):
    machine, level = chance.choice(list(FAULTS)), chance.choice((0, 0, 3))
    fault = chance.choice(FAULTS[machine][1:])
    by_df = level == 0 and "df" in fault
    return Question(
        f"{machine}, fault={fault}, CPL {level}: one PUSH on a missing page. Which "
        "exceptions does the CPU raise in the program, in order?",
        "#PF, #DF" if by_df else "#PF",
        row=f"{machine} q cpl{level} {fault} redeliver ok starve push",
        read=lambda _, seen: ", ".join({14: "#PF", 8: "#DF"}[v] for v, _ in seen))


def error_code(chance):
    machine, level = chance.choice(list(FAULTS)), chance.choice((0, 3))
    cases = (("starve push", "writes to its stack's missing page", 2),
             ("misbehave read-kernel", "reads kernel memory that is mapped", 1))
    program, text, bits = chance.choice(cases[:1] if level == 0 else cases)
    bits |= 4 if level == 3 else 0
    cure = "pf-task" if machine == "i386" else "ist-all"
    return Question(
        f"{machine}, fault={cure}: a program at CPL {level} {text}. The error code "
        "of #PF?", f"{bits:#x}",
        row=f"{machine} q cpl{level} {cure} redeliver ok {program}",
        read=lambda _, seen: f"{next(e for v, e in seen if v == 14):#x}")


def task_register(chance):
    fault = chance.choice(("df-retry", "df-rewrite", "pf-task"))
    how = chance.choice(("push", "deep"))
    task = "0x38" if fault == "pf-task" else "0x30"
    return Question(
        f"i386, fault={fault}, CPL 0: a starved stack ({how}). Which selector does TR "
        "hold while the fault is served first?", task,
        row=f"i386 q cpl0 {fault} redeliver ok starve {how} ; trace=on",
        read=lambda row, _: "0x" + re.search(r"task name=\w+ tr=(\w+)",
                                             row["serial"])[1])


# --- lost interrupts

def lost_interrupt(chance):
    machine, policy = chance.choice(list(FAULTS)), chance.choice(("redeliver", "ignore"))
    fault = chance.choice(FAULTS[machine])
    timer = chance.choice(("", " ; timer=lapic"))
    # The words of a frame, and one more where the CPU aligns it to 16 bytes.
    room = {"i386": 3, "x86_64": 6}[machine]
    if fault == "none":
        model = "the machine resets"
    elif fault == "ist-all":
        model = "0, and the clock goes on"
    else:
        model = f"{room}, and the clock goes on" if policy == "redeliver" else \
            "the clock stopped at offset 0"
    return Question(
        f"{machine}, fault={fault}, lostirq={policy}{timer and ', timer=lapic'}: a "
        "program at CPL 0 waits for a tick with its stack pointer 0 bytes above a missing "
        "page, then one word above, then two ... At how many offsets is there no room "
        "for the frame, and does the clock go on?", model,
        row=f"{machine} q cpl0 {fault} {policy} ok lostirq{timer}", read=read_clock)


def read_clock(row, _):
    if row["outcome"] == "triple-fault":
        return "the machine resets"
    if row["outcome"] == "lost-interrupt":
        return row["detail"]
    return f"{row['detail'].split()[0]}, and the clock goes on"


# --- system calls

def direct_call(chance):
    machine, level = chance.choice(list(FAULTS)), chance.choice((0, 3))
    return Question(
        f"{machine}: a program at CPL {level} calls the kernel's entry by a CALL "
        "instruction. What becomes of it?",
        "the call returns" if level == 0 else "it is killed by #PF",
        row=f"{machine} q cpl{level} default redeliver ok misbehave direct",
        read=read_call)


def read_call(row, _):
    if row["outcome"] == "ok":
        return "the call returns"
    return f"it is killed by {re.search('#..', row['detail'])[0]}"


def starved_call(chance):
    machine, how = chance.choice(list(FAULTS)), chance.choice(("trap", "direct"))
    fault = chance.choice(FAULTS[machine][1:])
    pages = 2 if how == "direct" else 0 if fault == "ist-all" else 1
    ways = {"trap": "INT 0x80", "direct": "a direct call"}
    return Question(
        f"{machine}, fault={fault}: a program at CPL 0 asks for getpid() by {ways[how]}, "
        f"{'with one word of room' if how == 'direct' else 'with no room'} on its stack "
        "above a missing page. How many pages come in on demand?", str(pages),
        row=f"{machine} q cpl0 {fault} redeliver ok starve {how}",
        read=lambda row, _: re.search(r"(\d+) pages", row["detail"])[1])


KINDS = {"segment": segment, "gate": gate, "frame": frame, "starvation": starvation,
         "exceptions": double_faults, "error-code": error_code,
         "task-register": task_register, "lost-interrupt": lost_interrupt,
         "direct-call": direct_call, "starved-call": starved_call}


# --- a sheet

def all_kinds(stage):
    return KINDS | (load(stage.folder).KINDS if stage.is_linux else {})


def read_kinds(stage):
    path, kinds = stage.folder / "worksheet", all_kinds(stage)
    if not path.is_file():
        raise Wrong(f"stage {stage.number} has no worksheet")
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            kind, count, *machine = line.split()
            if kind not in kinds:
                raise Wrong(f"{path}:{number}: {kind} is none of {' '.join(kinds)}")
            yield kinds[kind], int(count), machine[0] if machine else ""


def questions(stage, seed):
    """Of this seed: always the same, and none twice."""
    chance, sheet = random.Random(f"{stage.number} {seed}"), []
    for kind, count, machine in read_kinds(stage):
        texts = set()
        while len(texts) < count:
            question = kind(chance)
            if question.row and not question.row.startswith(machine):
                continue
            if question.text not in texts:
                texts.add(question.text)
                sheet.append(question)
    return sheet


def by_run(sheet):
    """The machine's answers, one for each question. No scenario runs twice."""
    answers = {i: q.ask() for i, q in enumerate(sheet) if q.ask}
    if len(answers) == len(sheet):
        return list(answers.values())
    machines = sorted({q.row.split()[0] for q in sheet if q.row})
    need_tools(machines)
    kit = need_kit(machines)
    with tempfile.TemporaryDirectory(dir=RUNS) as folder:
        answers.update(ask_encoders(Path(folder), kit, sheet))
        answers.update(ask_emulator(Path(folder), kit, sheet))
    return [answers[i] for i in range(len(sheet))]


def ask_encoders(folder, kit, sheet):
    asked = [(i, q) for i, q in enumerate(sheet) if q.expression]
    source, program = folder / "ask.c", folder / "ask"
    source.write_text(
        '#include <stdio.h>\n#include "descriptors.h"\n'
        "int main(void)\n{\n" + "".join(
            f'\tprintf("%llu\\n", (unsigned long long){q.expression});\n'
            for _, q in asked) + "}\n")
    made = subprocess.run(["gcc", "-w", "-iquote", kit / "tree/i386", "-iquote",
                           kit / "tree/common", "-o", program, source],
                          stderr=subprocess.PIPE, text=True)
    if made.returncode:
        raise Missing(f"the encoders do not compile: {made.stderr[-300:]}")
    numbers = subprocess.run([program], stdout=subprocess.PIPE,
                             text=True).stdout.split()
    for (i, question), number in zip(asked, numbers):
        yield i, question.read(int(number))


def ask_emulator(folder, kit, sheet):
    asked = [(i, q) for i, q in enumerate(sheet) if q.row]
    if not asked:
        return
    table = list(dict.fromkeys(q.row for _, q in asked))
    (folder / "table").write_text("".join(f"{row}\n" for row in table))
    (folder / "kept").mkdir()
    run = subprocess.run(
        [ROOT / "build/bin/kml-matrix", "--table", folder / "table", "--images",
         os.path.relpath(kit, ROOT), "--keep", os.path.relpath(folder / "kept", ROOT)],
        cwd=ROOT, env=outside_make(), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)
    rows = list(csv.DictReader(run.stdout.splitlines()))
    if len(rows) != len(table):
        raise Missing(f"the scenarios did not run: {run.stderr[-300:]}")
    for i, question in asked:
        number = table.index(question.row)
        row, kept = rows[number], folder / "kept" / str(number + 1)
        row["serial"] = kept.with_suffix(".serial").read_text(errors="replace")
        seen = list(in_program(kept.with_suffix(".trace").read_text()))
        try:
            yield i, question.read(row, seen)
        except (TypeError, KeyError, StopIteration):
            yield i, f"{row['outcome']}: {row['detail']}"


def in_program(trace):
    """(vector, error code) of each fault in a program: #PF and #DF."""
    for event, _ in events(trace):
        vector = int(event["vector"], 16)
        if vector in (8, 14) and USER_START <= int(event["ip"], 16) < USER_END:
            yield vector, int(event["error"], 16)


def print_sheet(stage, seed, answers):
    """False if model and machine disagree."""
    if stage.is_linux:
        need_packages()
    sheet = questions(stage, seed)
    runs = by_run(sheet) if answers else [None] * len(sheet)
    print(f"{stage.title}: worksheet {seed}\n")
    for number, (question, run) in enumerate(zip(sheet, runs), 1):
        print(f"{number}. {question.text}")
        if not answers:
            print("\n   ______________________________\n")
        elif run == question.model:
            print(f"   {run}")
        else:
            print(f"   by the model: {question.model}; BUT by the run: {run}")
    return not answers or all(run == question.model
                              for question, run in zip(sheet, runs))
