# SPDX-License-Identifier: GPL-2.0-only
"""The kernel's source, and the environment in which its conf runs without make."""

import os
from pathlib import Path

from results import command

ROOT = Path(__file__).resolve().parents[2]


def enter(arch):
    """Change our environment to that one. The source tree."""
    tree = command.output(ROOT / "scripts/linux/linux", "source", "pristine").strip()
    said = command.output("bash", "-c", '. "$0" "$@" && env -0',
                          ROOT / "kconfig-explorer/conf/environment", tree, arch)
    os.environ.clear()
    os.environ.update(line.split("=", 1) for line in said.split("\0") if line)
    return Path(tree)


def version():
    return os.environ["KERNELVERSION"]
