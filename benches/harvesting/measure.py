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
import time

import server

glane, records, page = os.environ["GLANE"], int(os.environ["RECORDS"]), int(os.environ["PAGE"])
place = pathlib.Path(sys.argv[1])
world = server.World(records, page)
address = server.serve(world)
(place / "glane.toml").write_text(
    f'[store]\ndata = "data"\n[[source]]\nid = "portail"\nkind = "oai"\nurl = "{address}"\n'
)


def harvest():
    began = time.monotonic()
    done = subprocess.run(
        [glane, "harvest", "--json"], cwd=place, stdout=subprocess.PIPE, env={**os.environ, "GLANE_LOG": "error"}
    )
    return done.returncode, json.loads(done.stdout), time.monotonic() - began


runs = seconds = 0
while True:
    status, done, took = harvest()
    runs, seconds = runs + 1, seconds + took
    print(f"run {runs}: status {status}, {took:.1f} s, {done['failure'] or 'to its end'}")
    if status == 0:
        break
    if not done["interrupted"] or runs > 10:
        sys.exit(f"this is no end: {done}")

peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
kept = sorted(row[0] for row in sqlite3.connect(place / "data/glane.db").execute(server.KEPT))
wanted = sorted(world.titles())
print(f"{len(wanted)} records at the source, {len(kept)} kept, {len(set(kept))} different")
print(f"{world.lists} pages asked for, {seconds:.1f} s in {runs} runs, peak {peak:.0f} MiB")
if kept != wanted:
    sys.exit("what is kept is not what the source has")
if peak > 100:
    sys.exit("more than 100 MiB")
