# SPDX-License-Identifier: GPL-2.0-only
"""Files and folders that are there as a whole or not at all."""

import os
import shutil
from contextlib import contextmanager

from . import Problem


def draft_of(path):
    return path.with_name(f".{path.name}.{os.getpid()}")


def write(path, text):
    """Replace a file. Whatever happens, it holds the new text or the old."""
    draft = draft_of(path)
    try:
        with open(draft, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
        sync(path.parent)
    except OSError as error:
        raise Problem(f"cannot write {path}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def new_folder(path):
    """A draft to put files into. It becomes the folder `path` when all went
    well, and goes away when it did not."""
    draft = draft_of(path)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
        for folder, _, names in os.walk(draft):
            for name in names:
                sync(os.path.join(folder, name))
        os.rename(draft, path)
        sync(path.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def sync(path):
    """Have the disk keep a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
