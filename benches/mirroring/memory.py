#!/usr/bin/env python3
"""Runs a command and prints, for each kind of process beneath it, the most anonymous memory that one had.

    memory.py PROGRAM ARGUMENT…      lines of `kind MiB`; kinds are glane's commands, and git

Reads /proc fifty times a second; what the command prints goes to standard error.
"""

import pathlib
import subprocess
import sys
import threading


def children():
    """Every process by its parent."""
    found = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    return found


def below(root):
    tree, waiting = children(), [root]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += tree.get(process, [])


def anonymous(process):
    for line in pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1])
    return 0


def kind(process):
    words = pathlib.Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    name = words[0].rsplit(b"/", 1)[-1].decode()
    return words[1].decode() if name in ("glane", "exe") else "git" if name.startswith("git") else name


def main():
    child = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
    most, stopped = {}, threading.Event()
    waiting = threading.Thread(target=lambda: (child.wait(), stopped.set()))
    waiting.start()
    while not stopped.wait(0.02):
        for process in below(child.pid):
            try:
                name = kind(process)
                most[name] = max(most.get(name, 0), anonymous(process))
            except (OSError, IndexError):
                continue
    for name, kibibytes in sorted(most.items()):
        print(name, round(kibibytes / 1024, 1))


if __name__ == "__main__":
    main()
