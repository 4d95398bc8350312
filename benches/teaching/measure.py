#!/usr/bin/env python3
"""Times the children that read what teaches, one a repository and all at the same time, each on a core of its
own. Processor time is what other work on the machine disturbs least: the rate is that of the cores at full.

    measure.py REPOSITORY…          GLANE and ROUNDS come from the environment
"""

import collections
import json
import os
import pathlib
import statistics
import subprocess
import sys
import threading
import time

GLANE, ROUNDS, REPOSITORIES = os.environ["GLANE"], int(os.environ["ROUNDS"]), sys.argv[1:]
TARGET = 100


def ask(command, request, core):
    child = subprocess.Popen(
        ["taskset", "-c", str(core), GLANE, command, "--memory", str(512 << 20), "--seconds", "300"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.flush()
    return child


def examined(repository):
    child = ask("examine", {
        "repository": repository, "revision": "refs/heads/main", "default_branch": "main", "references": "refs/",
        "source": None, "memo": None,
    }, 0)
    answer = json.loads(child.stdout.read().partition(b"\n")[0])
    child.wait()
    return answer["Ok"]


def used(child):
    """Processor time of a process so far, in seconds."""
    return int(pathlib.Path(f"/proc/{child.pid}/schedstat").read_text().split()[0]) / 1e9


class Reading(threading.Thread):
    """One child: what each of its lines cost, by its format."""

    def __init__(self, repository, examination, core):
        super().__init__()
        self.request = {
            "repository": repository, "project": {"forge": "bench", "id": "1"}, "examination": examination,
            "from": 0, "unread": None, "text": 8 << 20,
        }
        self.core, self.parts, self.total, self.findings = core, [], 0.0, collections.Counter()

    def run(self):
        child = ask("teach", self.request, self.core)
        before = 0.0
        for line in child.stdout:
            now = used(child)
            said = json.loads(line)
            if isinstance(said, dict) and "part" in said:
                part = said["part"]
                self.parts.append((part.get("format") or "?", now - before, part["key"]["part"]["path"]))
                self.findings.update(finding["code"] for finding in part.get("findings", []))
            elif said != "done" and "found" not in said:
                sys.exit(f"the child failed: {said}")
            before = now
            self.total = now
        if child.wait() != 0:
            sys.exit("the child failed")


def main():
    examinations = [examined(repository) for repository in REPOSITORIES]
    rates, clocks = [], []
    for _ in range(ROUNDS):
        readings = [Reading(*pair, core) for core, pair in enumerate(zip(REPOSITORIES, examinations))]
        begun = time.perf_counter()
        for reading in readings:
            reading.start()
        for reading in readings:
            reading.join()
        files = sum(len(reading.parts) for reading in readings)
        clocks.append(files / (time.perf_counter() - begun))
        rates.append(files / max(reading.total for reading in readings))
    formats = collections.defaultdict(list)
    for reading in readings:
        for form, cost, path in reading.parts:
            formats[form].append((cost, path))
    print(f"{'format':<16} {'files':>6} {'ms each':>9} {'ms worst':>9}  worst")
    for form, costs in sorted(formats.items(), key=lambda pair: -statistics.mean(cost for cost, _ in pair[1])):
        mean, (worst, path) = statistics.mean(cost for cost, _ in costs), max(costs)
        print(f"{form:<16} {len(costs):>6} {mean * 1000:9.2f} {worst * 1000:9.2f}  {path}")
    findings = sum((reading.findings for reading in readings), collections.Counter())
    print(f"findings: {dict(findings.most_common(8))}")
    rate, clock = statistics.median(rates), statistics.median(clocks)
    verdict = "ok" if rate >= TARGET else "MISSED"
    print(f"{files} files on two cores: {rate:.0f} files/s of processor, {clock:.0f} by the clock  >= {TARGET}  {verdict}")
    sys.exit(0 if rate >= TARGET else 1)


main()
