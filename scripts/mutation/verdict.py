# SPDX-License-Identifier: GPL-2.0-only
"""Did the tests notice as the table demands?"""

import re

CRASHES = (3, 4, 6)  # see vm run --help


def begun(output):
    """Before each program tests print "# PROGRAM", which a crash may cut off."""
    return re.search(r"^# ", output, re.M)


def failed(output, title=".*"):
    return re.search(rf"^ *not ok \d+ (- )?{title}( # .*)?$", output, re.M)


def holds(then, status, output):
    """Did a test end in the way that is demanded?"""
    crashed = status in CRASHES
    if then == "crash":
        return crashed and begun(output)
    if then == "no boot":
        return crashed and not begun(output)
    if then == "failure":
        return begun(output) and (crashed or failed(output))
    if then.startswith("not ok "):
        return failed(output, re.escape(then.removeprefix("not ok ")))
    if then.startswith("says "):
        return re.search(then.removeprefix("says "), output, re.M)
    return False  # "no build": it was built


def judge(test, status, output):
    """What is wrong with the end of this test, if anything is."""
    if not test.fails:
        return f"does not pass (exit status {status})" if status else None
    if status == 0:
        return "notices nothing"
    if status not in (1, *(CRASHES if test.then else ())):
        return f"cannot judge (exit status {status})"
    missed = [then for then in test.then if not holds(then, status, output)]
    return f"does not end in \"{', '.join(missed)}\" (exit status {status})" \
        if missed else None


def refused(mutant, output):
    """Is the compiler to refuse this mutant, and did it in these words?"""
    wanted = [then.removeprefix("no build ") for test in mutant.tests
              for then in test.then if then.startswith("no build ")]
    return wanted and all(re.search(text, output, re.M) for text in wanted)
