# SPDX-License-Identifier: GPL-2.0-only
"""Did a client that loads a server get what it asked for? Each function judges what the
client's three runs have printed, and says why they count for nothing; "" if they count.
`asked` are the requests of each run."""

import re


def numbers(pattern, serial):
    return [int(number) for number in re.findall(pattern, serial, re.M)]


def redis_benchmark(serial, asked):
    figures = re.findall(r'^"(?:GET|SET)","([\d.]+)"', serial, re.M)
    if len(figures) != len(asked):
        return f"{len(figures)} of three runs of redis-benchmark ended with a figure"
    return "redis-benchmark reports an error" if re.search("(?i)error", serial) else ""


def ab(serial, asked, expected):
    complete = numbers("^Complete requests: +([0-9]+)", serial)
    failed = numbers("^Failed requests: +([0-9]+)", serial)
    kept = numbers("^Keep-Alive requests: +([0-9]+)", serial)
    if complete != asked:
        return f"ab completed {complete} requests, not {asked}"
    if any(failed) or len(failed) != len(asked) or "Non-2xx" in serial:
        return f"requests of ab failed: {failed}"
    near = [abs(a - b) <= 10 for a, b in zip(kept, expected)]
    if len(kept) != len(expected) or not all(near):
        return f"connections were kept for {kept}, not {expected}"
    return ""


def ab_new(serial, asked):
    """A connection for each request."""
    return ab(serial, asked, [])


def ab_kept(serial, asked):
    return ab(serial, asked, asked)


def ab_kept_100(serial, asked):
    """The server ends a connection after 100 requests, and ab counts all others of
    them."""
    return ab(serial, asked, [number - number // 100 for number in asked])


def memcslap(serial, asked):
    done = numbers("^Time to (?:set|get) +([0-9]+) keys by", serial)
    if done != asked:
        return f"memcslap had {done} keys, not {asked}"
    return "memcslap reports an error" if re.search("(?i)error|fail", serial) else ""


def pgbench(serial, asked):
    done = numbers("^number of transactions actually processed: ([0-9]+)", serial)
    failed = numbers("^number of failed transactions: ([0-9]+)", serial)
    if done != asked or failed != [0] * len(asked):
        return f"pgbench did {done} transactions, {failed} failed; asked: {asked}"
    return ""
