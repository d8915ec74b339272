# SPDX-License-Identifier: GPL-2.0-only
"""What all commands below `kml` have in common."""
import gdb

from kmlgdb import machine


class Command(gdb.Command):
    """Needs a guest. An error is one line, never a traceback."""

    def __init__(self, name, kind=gdb.COMMAND_DATA,
                 completion=gdb.COMPLETE_NONE):
        super().__init__(f"kml {name}", kind, completion)

    def invoke(self, argument, from_tty):
        machine.require_guest()
        try:
            self.run(argument)
        except gdb.error as error:
            raise gdb.GdbError(f"kml: {error}") from error

    def run(self, argument):
        raise NotImplementedError
