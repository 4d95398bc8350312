#!/usr/bin/env python3
"""Has `glane look` look at the only repository of a data folder, as the service asks it.

    look.py GLANE DATA       prints the bytes looked into, wall clock and processor seconds of the child
"""

import json
import pathlib
import resource
import subprocess
import sys
import time

OPTIONS = {
    "secrets": True,
    "personal_data": True,
    "third_party": True,
    "skip_paths": [],
    "rules": None,
    "author_addresses": ["*@eleve.*"],
    "largest": 100 << 20,
    "sizeable": 50 << 20,
    "key": "bench",
}


def request(data):
    intake = next(pathlib.Path(data).rglob("intake.git"))
    asked = ["git", "-C", intake, "for-each-ref", "--format=%(refname) %(objectname)", "refs/source"]
    listed = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    tips = {name.replace("refs/source", "refs"): id for name, id in map(str.split, listed.splitlines())}
    tip = tips.get("refs/heads/main")
    return {"repository": str(intake), "tips": tips, "tip": tip, "judged": [], "former": [], "options": OPTIONS}


def processor():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    line = json.dumps(request(sys.argv[2])).encode() + b"\n"
    before, begun = processor(), time.monotonic()
    command = [sys.argv[1], "look", "--memory", str(256 << 20), "--seconds", "3600"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    # Left open until the answer is there: the child dies when it closes.
    child.stdin.write(line)
    child.stdin.flush()
    answer = json.loads(child.stdout.read())
    child.wait()
    print(answer["Ok"]["bytes"], time.monotonic() - begun, processor() - before)


if __name__ == "__main__":
    main()
