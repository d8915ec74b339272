# SPDX-License-Identifier: GPL-2.0-only
"""Commands that end when we do."""

import os
import signal
import subprocess
import threading

running, stopped, lock = set(), threading.Event(), threading.Lock()


def run(command, folder, environment):
    """Run a shell's command; its exit status, and all that it says."""
    with lock:
        if stopped.is_set():
            raise KeyboardInterrupt
        process = subprocess.Popen(
            ["bash", "-c", command], cwd=folder, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True)
        running.add(process)
    output = process.communicate()[0].decode(errors="replace").replace("\r", "")
    with lock:
        running.discard(process)
    return process.returncode, output


def stop_all():
    with lock:
        stopped.set()
        for process in running:
            os.killpg(process.pid, signal.SIGTERM)
