# SPDX-License-Identifier: GPL-2.0-only
"""Servers under load in a guest, counted: what one request costs. The client is in the
guest, too, and reaches the server over the loopback; applications/load.c marks."""

import re
import sys
from dataclasses import dataclass

from count.counted import Counts
from results import Problem, provenance, table

from . import ROOT, guest

FOLDER = ROOT / "build/applications"  # applications/prepare leaves the root file systems
MEMORY = 512    # MiB
TIMEOUT = 120   # of the guest, scaled by vm
ONCE, TWICE = 4, 5  # the marks of REQUESTS requests, and of twice as many
PARTS = ("", "-kernel", "-user", "-calls", "-switches")  # of what a request costs
METHOD = (f"{guest.METHOD}, client in the guest; of two runs in one boot, one with twice"
          " the requests, the difference")
# They spare a kernel waits at its start; with them the PIT ticks.
PARAMETERS = "nolapic_timer no_timer_check"


@dataclass(frozen=True)
class Workload:
    """`client`: its words, in which @ is the number of requests."""

    application: str
    port: int
    requests: int
    client: str

    def rootfs(self):
        return FOLDER / f"{self.application}.cpio"

    def decides(self):
        return [self.port, self.requests, self.client, MEMORY, PARAMETERS]


WORKLOADS = {
    "redis-get": Workload("redis", 6379, 4000, "redis-benchmark --csv -t get -n @"),
    "redis-set": Workload("redis", 6379, 4000, "redis-benchmark --csv -t set -n @"),
    "nginx-conn": Workload("nginx", 80, 1000, "ab -q -c 10 -n @ http://127.0.0.1/"),
    "nginx-sess": Workload("nginx", 80, 2000, "ab -q -k -c 10 -n @ http://127.0.0.1/"),
    # One connection: nothing depends on how many requests come together.
    "redis-set-1": Workload("redis", 6379, 2000,
                            "redis-benchmark --csv -c 1 -t set -n @"),
}
TABLE_4 = ("redis-get", "redis-set", "nginx-conn", "nginx-sess")  # the paper's


# --- did the clients get what they asked for?

def wrong_in_redis(serial, _requests):
    figures = re.findall(r'^"(?:GET|SET)","([\d.]+)"', serial, re.M)
    if len(figures) != 3:
        return f"{len(figures)} of three runs of redis-benchmark ended with a figure"
    return "redis-benchmark reports an error" if re.search("(?i)error", serial) else ""


def wrong_in_nginx(serial, requests, kept_alive):
    """With keep-alive nginx ends a connection after 100 requests, and ab counts all
    others of them."""
    def numbers(what):
        return [int(number) for number in
                re.findall(rf"^{what} requests: +(\d+)", serial, re.M)]
    asked = [requests, requests, 2 * requests]
    if numbers("Complete") != asked:
        return f"ab completed {numbers('Complete')} requests, not {asked}"
    if numbers("Failed") != [0, 0, 0] or "Non-2xx" in serial:
        return f"requests of ab failed: {numbers('Failed')}"
    expected = [number - number // 100 for number in asked] if kept_alive else []
    near = [abs(a - b) <= 10 for a, b in zip(numbers("Keep-Alive"), expected)]
    if len(numbers("Keep-Alive")) != len(expected) or not all(near):
        return f"connections were kept for {numbers('Keep-Alive')}, not {expected}"
    return ""


def wrong(workload, serial):
    """Why the run counts for nothing; "" if it counts."""
    if f"load: requests={workload.requests}" not in serial:
        return "the load did not end"
    if workload.application == "redis":
        return wrong_in_redis(serial, workload.requests)
    return wrong_in_nginx(serial, workload.requests, " -k " in workload.client)


# --- one guest

def built(contestants):
    """Those rows of a table whose kernel is built."""
    for row in contestants:
        if (provenance.linux_folder() / row["kernel"] / "provenance").is_file():
            yield row
        else:
            print(f"the kernel {row['kernel']} is not built", file=sys.stderr)


def judged(claims):
    """The contestants that a claims.csv names."""
    return {row[column] for row in table.read(claims)
            for column in ("contestant", "against")}


def vmlinux(kernel):
    return provenance.linux_folder() / kernel / "vmlinux"


def serve(kernel, workload, setup, folder, more=""):
    """The file of counts, and what vm says of the guest. `kernel` is a vmlinux, `more`
    has further parameters of it. The client's environment is longer in each set-up."""
    client = (f"PAD={'x' * 7 * setup} /bin/load {workload.port} {workload.requests}"
              f" {workload.client}")
    line = guest.command_line(
        f'{PARAMETERS} {more} KML_CHECK="{client} || echo load: failed"', setup)
    account, serial = guest.count(kernel, workload.rootfs(), line, setup, folder, MEMORY,
                                  TIMEOUT)
    why = wrong(workload, serial)
    if why:
        raise Problem(f"{kernel}: {why}\n{serial}")
    return folder / "counts.csv", account


def measured(row, workload, setup, folder):
    """The file of counts, and what all rows of results from it have in common."""
    counts, account = serve(vmlinux(row["kernel"]), workload, setup, folder,
                            row["parameters"])
    return counts, {
        "contestant": row["contestant"], "setup": setup, "seed": setup, "method": METHOD,
        **provenance.of_kernel(row["kernel"]), **provenance.of_guest(account)}


def decides(workload, row, setup):
    """What decides a result, beside the programs."""
    return {"kernel": vmlinux(row["kernel"]), "rootfs": workload.rootfs(), "seed": setup,
            "parameters": [row["parameters"], *workload.decides()]}


def of_a_request(counts, requests):
    """{name: count} of one request."""
    found = Counts(counts).sums

    def slope(mode, what):
        return (found[TWICE, mode, what] - found[ONCE, mode, what]) / requests
    kernel, user = slope("kernel", "instructions"), slope("user", "instructions")
    return dict(zip(PARTS, (kernel + user, kernel, user, slope("user", "syscall"),
                            slope("kernel", "cr3"))))
