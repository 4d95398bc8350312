# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
"""Harvests a server with faults until it is done, and says what came of it."""

import json
import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import threading
import time

import server

glane, records, page = os.environ["GLANE"], int(os.environ["RECORDS"]), int(os.environ["PAGE"])
place = pathlib.Path(sys.argv[1])
world = server.World(records, page)
address = server.serve(world)
(place / "glane.toml").write_text(
    f'[store]\ndata = "data"\n[[source]]\nid = "portail"\nkind = "oai"\nurl = "{address}"\n'
)


class Memory(threading.Thread):
    """The most anonymous memory of a process, and before its answer was printed: the rest is the index."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.place, self.most = pathlib.Path(f"/proc/{process}/smaps_rollup"), 0

    def run(self):
        try:
            while True:
                lines = self.place.read_text().splitlines()
                held = [int(line.split()[1]) for line in lines if line.startswith("Anonymous:")]
                self.most = max(self.most, *held, 0)
                time.sleep(0.02)
        except OSError:
            return


def harvest():
    began = time.monotonic()
    variables = {**os.environ, "GLANE_LOG": "error"}
    run = subprocess.Popen([glane, "harvest", "--json"], cwd=place, stdout=subprocess.PIPE, env=variables)
    memory = Memory(run.pid)
    memory.start()
    line = run.stdout.readline()
    harvesting = memory.most / 1024
    run.wait()
    return run.returncode, json.loads(line), time.monotonic() - began, harvesting, memory.most / 1024


runs = seconds = harvesting = whole = 0
while True:
    status, done, took, *held = harvest()
    runs, seconds = runs + 1, seconds + took
    harvesting, whole = max(harvesting, held[0]), max(whole, held[1])
    print(f"run {runs}: status {status}, {took:.1f} s, {done['failure'] or 'to its end'}")
    if status == 0:
        break
    if not done["interrupted"] or runs > 10:
        sys.exit(f"this is no end: {done}")

peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
kept = sorted(row[0] for row in sqlite3.connect(place / "data/glane.db").execute(server.KEPT))
wanted = sorted(world.titles())
print(f"{len(wanted)} records at the source, {len(kept)} kept, {len(set(kept))} different")
print(f"{world.lists} pages asked for, {seconds:.1f} s in {runs} runs")
print(f"anonymous memory: {harvesting:.0f} MiB to the last page, {whole:.0f} MiB with the index; resident {peak:.0f} MiB")
if kept != wanted:
    sys.exit("what is kept is not what the source has")
if harvesting > 100:
    sys.exit("more than 100 MiB")
