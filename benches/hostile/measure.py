#!/usr/bin/env python3
"""Every file by the reader that its name means, and small ones by every reader there is: processor time, most
memory, and how it ended.

    measure.py FOLDER…          GLANE comes from the environment
"""

import os
import pathlib
import re
import resource
import subprocess
import sys

GLANE, FOLDERS = os.environ["GLANE"], [pathlib.Path(folder) for folder in sys.argv[1:]]
SECONDS, MEMORY = 2.0, 256 << 20
# A reader that is not meant for a file sees its beginning only, or refuses it: larger ones tell nothing more.
BY_ALL = 1 << 20


def formats():
    """All formats, as the program names them to whoever asks for none of them."""
    said = subprocess.run([GLANE, "read", "--format", "-", "/dev/null"], capture_output=True, text=True).stderr
    return re.sub(r"\s", "", said.split("there are:")[1]).strip(".").split(",")


def read(path, form):
    """Processor seconds, most memory in bytes, and the signal or the code it ended by."""
    command = [GLANE, "read", "--json", *(["--format", form] if form else []), str(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 21)))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss << 10, process.returncode


def main():
    every = formats()
    slowest, largest, ended, count = (0, "", ""), (0, "", ""), [], 0
    over = []
    for path in sorted(file for folder in FOLDERS if folder.is_dir() for file in folder.rglob("*") if file.is_file()):
        for form in [None, *(every if path.stat().st_size <= BY_ALL else [])]:
            seconds, memory, code = read(path, form)
            count += 1
            named = (path.name, form or "by its name")
            slowest = max(slowest, (seconds, *named))
            largest = max(largest, (memory, *named))
            if code not in (0, 1):
                ended.append((*named, code))
            if seconds > SECONDS or memory > MEMORY:
                over.append(f"{path.name} ({named[1]}): {seconds:.2f} s, {memory >> 20} MiB")
    print(f"{count} readings of {len(every)} formats")
    print(f"slowest   {slowest[0]:7.2f} s    <= {SECONDS} s    {slowest[1]} ({slowest[2]})")
    print(f"largest   {largest[0] >> 20:7} MiB  <= {MEMORY >> 20} MiB  {largest[1]} ({largest[2]})")
    for line in over:
        print(f"MISSED    {line}")
    for name, form, code in ended:
        print(f"MISSED    {name} ({form}): ended by {code}")
    sys.exit(1 if over or ended else 0)


main()
