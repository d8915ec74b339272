# SPDX-License-Identifier: GPL-2.0-only
"""How the guest ended. gdb reports every end alike ("exited normally", or a
closed connection), and gdb 13 cannot be made to leave that line out; vm
distinguishes a verdict from a triple fault."""
import time

import gdb

WAIT = 0.05  # seconds
PATIENCE = 200  # times: vm has to look at QEMU's end first


class Ending:
    """Checks before each prompt whether the guest has ended; reports it once."""

    def __init__(self, path):
        self.path = path
        self.had_guest = False

    def read(self):
        """vm's last line."""
        for _ in range(PATIENCE):
            with open(self.path, encoding="utf-8", errors="replace") as file:
                text = file.read()
            if text.endswith("\n"):
                return text.splitlines()[-1].removeprefix("vm: ")
            time.sleep(WAIT)
        return "vm did not report how"

    def look(self):
        has_guest = gdb.selected_thread() is not None
        if self.had_guest and not has_guest:
            print(f"The guest has ended: {self.read()}")
        self.had_guest = has_guest


def follow(path):
    gdb.events.before_prompt.connect(Ending(path).look)
