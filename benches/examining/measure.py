#!/usr/bin/env python3
"""Times the child that examines, beside git reading the same files; one row a measure: processor time,
which other work on the machine disturbs least, and the wall clock.

    measure.py REPOSITORY          GLANE and ROUNDS come from the environment

The child is asked as the service asks it, and what it hands back for the next time is put where it will
look for it.
"""

import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

REPOSITORY = sys.argv[1]
GLANE, ROUNDS = os.environ["GLANE"], int(os.environ["ROUNDS"])
MEMO = pathlib.Path(REPOSITORY).with_name("examined.memo")


def processor():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(work):
    """Processor time of the children, wall clock, and what they answered."""
    begun, used = time.perf_counter(), processor()
    answer = work()
    return (processor() - used, time.perf_counter() - begun), answer


def examine(memo):
    request = {
        "repository": REPOSITORY, "revision": "refs/heads/main", "default_branch": "main", "references": "refs/",
        "source": None, "memo": str(memo) if memo else None,
    }
    child = subprocess.Popen(
        [GLANE, "examine", "--memory", str(512 << 20), "--seconds", "60"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    child.stdin.write(json.dumps(request).encode() + b"\n")
    child.stdin.flush()
    answer = child.stdout.read()
    if child.wait() != 0:
        sys.exit("the child failed")
    found, _, behind = answer.partition(b"\n")
    return json.loads(found)["Ok"], behind


def git(*arguments):
    return subprocess.run(["git", "-C", REPOSITORY, *arguments], capture_output=True, check=False).stdout


def commit(number):
    """One more commit, which changes one source."""
    path = git("ls-tree", "-r", "--name-only", "main", "packages/p1/src").decode().splitlines()[0]
    text = f"// SPDX-License-Identifier: MIT\n// {number}\n"
    stream = f"commit refs/heads/main\ncommitter A <a@example.org> {1700000100 + number} +0000\ndata 1\nx\n"
    stream += f"from refs/heads/main^0\nM 100644 inline {path}\ndata {len(text)}\n{text}\n"
    subprocess.run(["git", "-C", REPOSITORY, "fast-import", "--quiet"], input=stream.encode(), check=True)


def row(what, times, beside, target=None):
    used, wall = (statistics.median(column) for column in zip(*times))
    verdict = "" if target is None else f"<= {target:.2f} s  {'ok' if used <= target else 'MISSED'}"
    print(f"{what:<44} {used * 1000:9.1f} ms {wall * 1000:9.1f} ms {used / beside:11.2f}  {verdict}")


def main():
    tree = git("ls-tree", "-r", "main").decode().splitlines()
    cold, grep, archive, one, same, sizes = [], [], [], [], [], []
    for number in range(ROUNDS):
        MEMO.unlink(missing_ok=True)
        times, (found, behind) = timed(lambda: examine(MEMO))
        cold.append(times)
        assert found["files"] == len(tree), (found["files"], len(tree))
        assert found["licence"]["expression"], found["licence"]
        MEMO.write_bytes(behind)
        sizes.append(len(behind))
        grep.append(timed(lambda: git("grep", "--threads=1", "-c", "SPDX-License-Identifier", "main"))[0])
        archive.append(timed(lambda: git("archive", "--format=tar", "main"))[0])
        times, (again, _) = timed(lambda: examine(MEMO))
        same.append(times)
        assert again == found, "what was kept in mind says something else"
        commit(number)
        times, (after, _) = timed(lambda: examine(MEMO))
        one.append(times)
        assert after == examine(None)[0], "what was kept in mind says something else after a commit"
    beside = statistics.median(used for used, _ in grep)
    print(f"{len(tree)} files, {found['bytes'] / 1e6:.1f} MB; a memo of {statistics.median(sizes) / 1e3:.0f} kB")
    print(f"{'':<44} {'processor':>12} {'wall clock':>12} {'/ git grep':>11}  target")
    row("git grep -c SPDX-License-Identifier", grep, beside)
    row("git archive", archive, beside)
    row("examined for the first time", cold, beside, 1.0)
    row("examined after a commit of one file", one, beside)
    row("examined again with nothing changed", same, beside)


main()
