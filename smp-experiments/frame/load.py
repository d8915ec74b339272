# SPDX-License-Identifier: GPL-2.0-only
"""Servers under load in a guest, counted: what one request costs. The client is in the
guest, too, and reaches the server over the loopback; applications/load.c marks."""

import sys
from dataclasses import dataclass
from typing import Callable

from count import counted
from results import Problem, provenance, table

from . import ROOT, clients

FOLDER = ROOT / "build/applications"  # applications/prepare leaves the root file systems
TIMEOUT = 120   # of the guest, scaled by vm
ONCE, TWICE = 4, 5  # the marks of REQUESTS requests, and of twice as many
PARTS = ("", "-kernel", "-user", "-calls", "-switches")  # of what a request costs
METHOD = (f"{counted.METHOD}, client in the guest; of two runs in one boot, one with twice"
          " the requests, the difference")
# They spare a kernel waits at its start; with them the PIT ticks.
PARAMETERS = "nolapic_timer no_timer_check"


@dataclass(frozen=True)
class Workload:
    """`client`: its words, in which @ is a number; `each`: so many requests does one of
    that number stand for. `judge`: see clients.py. `memory`: MiB."""

    application: str
    port: int
    number: int
    client: str
    judge: Callable
    each: int = 1
    memory: int = 512

    def requests(self):
        return self.number * self.each

    def rootfs(self):
        return FOLDER / f"{self.application}.cpio"

    def decides(self):
        return [self.port, self.number, self.client, self.memory, PARAMETERS]


MEMCSLAP = "memcslap --servers=127.0.0.1 --concurrency=10 --verbose --execute-number @ --test="
PGBENCH = "pgbench -h 127.0.0.1 -U postgres -n -c 4 -t @"
WORKLOADS = {
    "redis-get": Workload("redis", 6379, 4000, "redis-benchmark --csv -t get -n @",
                          clients.redis_benchmark),
    "redis-set": Workload("redis", 6379, 4000, "redis-benchmark --csv -t set -n @",
                          clients.redis_benchmark),
    "nginx-conn": Workload("nginx", 80, 1000, "ab -q -c 10 -n @ http://127.0.0.1/",
                           clients.ab_new),
    "nginx-sess": Workload("nginx", 80, 2000, "ab -q -k -c 10 -n @ http://127.0.0.1/",
                           clients.ab_kept_100),
    # One connection: nothing depends on how many requests come together.
    "redis-set-1": Workload("redis", 6379, 2000, "redis-benchmark --csv -c 1 -t set -n @",
                            clients.redis_benchmark),
    "memcached-set": Workload("memcached", 11211, 200, MEMCSLAP + "set",
                              clients.memcslap, each=10),
    "memcached-get": Workload("memcached", 11211, 200, MEMCSLAP + "get",
                              clients.memcslap, each=10),
    "haproxy-conn": Workload("haproxy", 8080, 500, "ab -q -c 10 -n @ http://127.0.0.1:8080/",
                             clients.ab_new),
    "haproxy-sess": Workload("haproxy", 8080, 500,
                             "ab -q -k -c 10 -n @ http://127.0.0.1:8080/",
                             clients.ab_kept),
    "postgres-read": Workload("postgres", 5432, 200, PGBENCH + " -S postgres",
                              clients.pgbench, each=4, memory=768),
    "postgres-write": Workload("postgres", 5432, 50, PGBENCH + " postgres",
                               clients.pgbench, each=4, memory=768),
}
TABLE_4 = ("redis-get", "redis-set", "nginx-conn", "nginx-sess")  # the paper's
BEYOND = ("memcached-set", "memcached-get", "haproxy-conn", "haproxy-sess",
          "postgres-read", "postgres-write")


def wrong(workload, serial):
    """Why the run counts for nothing; "" if it counts."""
    if f"load: requests={workload.number}" not in serial:
        return "the load did not end"
    once = workload.requests()
    return workload.judge(serial, [once, once, 2 * once])


# --- one guest

def built(contestants):
    """Those rows of a table whose kernel is built."""
    for row in contestants:
        if (provenance.linux_folder() / row["kernel"] / "provenance").is_file():
            yield row
        else:
            print(f"the kernel {row['kernel']} is not built", file=sys.stderr)


def prepared(workloads):
    """Those whose root file system is there."""
    for what in workloads:
        if WORKLOADS[what].rootfs().is_file():
            yield what
        else:
            print(f"{WORKLOADS[what].rootfs()} is not there", file=sys.stderr)


def judged(contestants, claims):
    """Those rows of a table whose contestant a claims.csv names."""
    names = {row[column] for row in table.read(claims)
             for column in ("contestant", "against")}
    return [row for row in contestants if row["contestant"] in names]


def vmlinux(kernel):
    return provenance.linux_folder() / kernel / "vmlinux"


def serve(kernel, workload, setup, folder, more=""):
    """The file of counts, and what vm says of the guest. `kernel` is a vmlinux, `more`
    has further parameters of it. The client's environment is longer in each set-up."""
    client = (f"PAD={'x' * 7 * setup} /bin/load {workload.port} {workload.number}"
              f" {workload.client}")
    line = counted.command_line(
        f'{PARAMETERS} {more} KML_CHECK="{client} || echo load: failed"', setup)
    account, serial = counted.run_image(kernel, workload.rootfs(), line, setup, folder,
                                        memory=workload.memory, timeout=TIMEOUT)
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
    found = counted.Counts(counts).sums

    def slope(mode, what):
        return (found[TWICE, mode, what] - found[ONCE, mode, what]) / requests
    kernel, user = slope("kernel", "instructions"), slope("user", "instructions")
    return dict(zip(PARTS, (kernel + user, kernel, user, slope("user", "syscall"),
                            slope("kernel", "cr3"))))
