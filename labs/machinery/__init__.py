# SPDX-License-Identifier: GPL-2.0-only
"""The parts of labs/lab: see its --help."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
KML = ROOT / "kml-minimal"
# What a kernel and its programs are made from. A student has a copy.
SOURCES = ("common", "i386", "x86_64", "user")
SUFFIXES = (".c", ".h", ".S", ".inc", ".ld")


class Wrong(Exception):
    """The command line, or a file of the course, that cannot be followed."""


class Missing(Exception):
    """A tool or file of this machine without which nothing can be judged."""
