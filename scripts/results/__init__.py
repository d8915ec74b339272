# SPDX-License-Identifier: GPL-2.0-only
"""Results of experiments: see README.md."""


class Problem(Exception):
    """What is wrong, where, and what to do: a message for the user."""
