# SPDX-License-Identifier: GPL-2.0-only
"""Where results come from: the columns that README.md calls provenance."""

import hashlib
import os
import re
import shlex
import subprocess
import time
from pathlib import Path

from . import Problem

ROOT = Path(__file__).resolve().parents[2]


def short_hash(*contents):
    """Sixteen digits of a SHA-256, of bytes or of files' bytes."""
    digest = hashlib.sha256()
    for content in contents:
        if not isinstance(content, bytes):
            content = Path(content).read_bytes()
        digest.update(content)
    return digest.hexdigest()[:16]


def of_run(command):
    """What all rows of a run have in common."""
    return {"host_cpu": host_cpu(), "kit": kit(), "command": shlex.join(command),
            "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}


def host_cpu():
    found = re.search(r"^model name\s*: (.*)", Path("/proc/cpuinfo").read_text(),
                      re.M)
    return found[1] if found else "unknown"


def kit():
    """The commit of this checkout, or what a copy says of itself."""
    copied = ROOT / ".commit"
    if copied.is_file():
        return copied.read_text().strip()
    git = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"],
                         capture_output=True, text=True, check=False)
    return git.stdout.strip() or "no git checkout"


def linux_folder(version=""):
    """Where the kernels are that `make linux` built, of a version; none: of that which
    LINUX says."""
    said = subprocess.run([ROOT / "scripts/linux/version", "--folder"],
                          env=os.environ | ({"LINUX": version} if version else {}),
                          capture_output=True, text=True, check=False)
    if said.returncode:
        raise Problem(said.stderr.strip())
    return Path(said.stdout.strip())


def of_kernel(name, out=None):
    """Of the Linux that `make linux CONFIG=NAME` built, in the folder `out`."""
    path = Path(out or linux_folder(), name, "provenance")
    try:
        said = dict(re.findall(r"^(\w+): (\S*)", path.read_text(), re.M))
    except OSError as error:
        raise Problem(f"the kernel {name} is not built: make linux CONFIG={name}"
                      f" ({error})") from error
    return {"kernel": said["linux"], "config_sha256": said["config"][:16],
            "patches_sha256": hash_of_patches(said["patches"])}


def hash_of_patches(said):
    """Of what a kernel's provenance says: a hash, "none" or "Debian's"."""
    return said[:16] if re.match("[0-9a-f]{16}", said) else ""


def of_guest(account):
    """Of a guest, from what `vm run --format json` says."""
    return {"emulator": account["emulator"], "accel": account["accel"],
            "host_cpu": account["host_cpu"],
            "kernel_sha256": account["kernel_sha256"][:16]}
