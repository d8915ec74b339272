# SPDX-License-Identifier: GPL-2.0-only
"""The folder of a run: build/results/NAME/run-NNN.

    run.json    what decides the results, and the provenance of all rows
    JOB/        what a job has measured; appears when it is done
    *.csv       tables, each written as a whole
    complete    appears at the end
"""

import fcntl
import json
import os
import sys
from pathlib import Path

from . import Problem, files, provenance, table, vocabulary

OUT = Path(os.environ.get("RESULTS_OUT", provenance.ROOT / "build/results"))


class Run:
    """Opens the run NAME that was interrupted, if this commit began it with the
    same command line and `decides` (a dictionary of what else decides its results),
    else a new one."""

    def __init__(self, name, command, decides):
        self.name = name
        (OUT / name).mkdir(parents=True, exist_ok=True)
        origin = provenance.of_run(command)
        decides = json.loads(json.dumps(decides | {
            "kit": origin["kit"], "command": origin["command"]}))
        for folder in sorted((OUT / name).glob("run-*")):
            if self._goes_on_with(folder, decides):
                return
        self._begin(decides, origin)

    def say(self, text):
        print(f"{self.name}: {text}", file=sys.stderr)

    def _lock(self, folder):
        """Another process has the lock of its own run until it ends."""
        self._lock_file = open(folder / "lock", "w", encoding="ascii")
        fcntl.flock(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.folder = folder

    def _goes_on_with(self, folder, decides):
        try:
            said = json.loads((folder / "run.json").read_text())
            if said["decides"] != decides or (folder / "complete").exists():
                return False
            self._lock(folder)
        except (OSError, ValueError):
            return False
        if (folder / "complete").exists():  # by the one that had the lock
            return False
        self.provenance = said["provenance"]
        self.say(f"going on with {folder}")
        return True

    def _begin(self, decides, origin):
        number = 1
        while True:
            folder = OUT / self.name / f"run-{number:03}"
            try:
                folder.mkdir()  # of two that start together one gets the number
                break
            except FileExistsError:
                number += 1
        self._lock(folder)
        self.provenance = origin
        files.write(folder / "run.json", json.dumps(
            {"decides": decides, "provenance": origin}, indent=1) + "\n")

    def do(self, jobs):
        """Do what is not done yet. A job's name is that of its folder, and its
        function puts files into the folder that it is given. A job that fails
        does not stop the others; their names come in the end."""
        failed = []
        for number, (job, measure) in enumerate(jobs.items(), 1):
            if (self.folder / job).is_dir():
                continue
            self.say(f"{number}/{len(jobs)} {job}")
            try:
                with files.new_folder(self.folder / job) as draft:
                    measure(draft)
            except (Problem, OSError) as problem:
                self.say(f"{job} failed: {problem}")
                failed.append(job)
        if failed:
            raise Problem(f"failed: {', '.join(failed)}; the same command tries"
                          f" only these again ({self.folder})")

    def write(self, name, columns, rows):
        """A table of the run, with the provenance of each row. Returns it."""
        result = table.Table([*columns, *vocabulary.PROVENANCE],
                             [self.provenance | row for row in rows])
        result = table.parse(result.text(), name)
        wrong = list(vocabulary.complaints(result, name))
        if wrong:
            raise Problem("\n".join(wrong))
        table.write(self.folder / name, result)
        return result

    def finish(self):
        files.write(self.folder / "complete", "")
        self.say(f"see {self.folder}")
