# SPDX-License-Identifier: GPL-2.0-only
"""Without a second pane: shows what the guest printed, before each prompt."""
import gdb


class Follower:
    """Prints what has been added to a file since the last time."""

    def __init__(self, path):
        self.file = open(path, encoding="utf-8", errors="replace")

    def show_new(self):
        for line in self.file.read().splitlines():
            print(f"guest | {line}")


def follow(path):
    follower = Follower(path)
    gdb.events.before_prompt.connect(follower.show_new)
