# SPDX-License-Identifier: GPL-2.0-only
"""The parts of scripts/mutate: see its --help."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Wrong(Exception):
    """A table, or the command line, that cannot be followed."""
