# SPDX-License-Identifier: GPL-2.0-only
"""How a program that uses these modules begins and ends."""

import argparse
import signal
import subprocess
import sys

from . import Problem


def arguments(text, **kwargs):
    """A parser whose --help prints `text` below the usage."""
    return argparse.ArgumentParser(
        description=text, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs)


def run(*command, **kwargs):
    """Run a program to its end; a Problem with its messages if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL, **kwargs)
    if done.returncode:
        raise Problem(f"{command[0]} ended with status {done.returncode}:"
                      f" {done.stderr or done.stdout}")
    return done


def output(*command, **kwargs):
    """What it prints on standard output."""
    return run(*command, **kwargs).stdout


def main(name, function):
    """Call `function`, and end with its status: 1 after a Problem, and drafts
    are removed when the program is stopped."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        status = function() or 0
        sys.stdout.flush()
    except Problem as problem:
        print(f"{name}: {problem}", file=sys.stderr)
        status = 1
    except OSError as error:
        print(f"{name}: {error}", file=sys.stderr)
        status = 1
    except KeyboardInterrupt:
        print(f"\n{name}: interrupted", file=sys.stderr)
        status = 130
    sys.exit(status)
