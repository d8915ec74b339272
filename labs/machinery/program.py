# SPDX-License-Identifier: GPL-2.0-only
"""A student's program for a guest of Linux's."""

import multiprocessing

from machinery.judge import Lost
from machinery.submission import PATH, confined_make


def compile_program(source, program, *options):
    """A student's program for the guest; compiled where it can read nothing else."""
    temporary = program.with_suffix(".tmp")
    temporary.mkdir(exist_ok=True)
    log = program.with_suffix(".log")
    child = multiprocessing.get_context("fork").Process(
        target=confined_make, daemon=True, args=(
            ["gcc", "-w", "-O2", "-static", "-o", str(program), *options, str(source)],
            {"PATH": PATH, "LC_ALL": "C", "TMPDIR": str(temporary)}, log, [source],
            [program.parent]))
    child.start()
    child.join()
    if child.exitcode:
        said = log.read_text(errors="replace").splitlines()
        raise Lost("\n".join(line for line in said if "error" in line)
                   or "\n".join(said[:4]), "not built")
