# SPDX-License-Identifier: GPL-2.0-only
"""What mutants change: {file: (its text, its new text)}."""

import difflib
import os
import re
import shlex

from mutation import ROOT, Wrong
from mutation.command import run


def pattern(old):
    """Any white space stands for any other."""
    return r"\s+".join(map(re.escape, old.split()))


def change(table, mutant, tree):
    """What the mutant's files are and become: {file: (old text, new text)}."""
    changed = {}
    for edit in mutant.edits:
        files = sorted(tree.glob(edit.file))
        if not files:
            raise table.wrong(edit.line, f"there is no file {edit.file}")
        for file in files:
            name = str(file.relative_to(tree))
            old, text = changed.get(name) or (file.read_text(),) * 2
            changed[name] = old, replace(table, edit, name, text)
    if mutant.patch:
        try_patch(table, mutant, tree)
    return changed


def replace(table, edit, name, text):
    found = list(re.finditer(pattern(edit.old), text))
    if len(found) != 1:
        raise table.wrong(edit.line, f'"{edit.old}" is {len(found)} times in {name}')
    start, end = found[0].span()
    new = text[:start] + edit.new + text[end:]
    if new == text:
        raise table.wrong(edit.line, f"this changes nothing in {name}")
    return new


def patches(patch):
    """The file, and the one beside it for this version of Linux alone, if there is one."""
    status, said = run("scripts/linux/version", ROOT, os.environ)
    if status:
        raise Wrong(said)
    file = ROOT / patch
    own = file.parent / said.strip() / file.name
    return [file, own] if own.exists() else [file]


def try_patch(table, mutant, tree):
    # The ceiling keeps git from finding the kit's own repository.
    files = shlex.join(map(str, patches(mutant.patch)))
    status, said = run(f"git apply --check {files}", tree,
                       os.environ | {"GIT_CEILING_DIRECTORIES": str(tree.parent)})
    if status:
        raise table.wrong(mutant.line, f"{mutant.patch} does not apply:\n{said}")


def changes(table, mutants, tree):
    """The changes of all mutants, or all that is wrong with them."""
    found, errors = [], []
    for mutant in mutants:
        try:
            found.append(change(table, mutant, tree))
        except Wrong as error:
            errors.append(str(error))
    if errors:
        raise Wrong("\n".join(errors))
    return found


def difference(name, texts):
    old, new = (text.splitlines(True) for text in texts)
    return "".join(difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"))
