#!/usr/bin/env bash
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# What mirroring costs, against the `git` program alone, on this machine and in the same run.
#
#   benches/mirroring.sh [PART…]        small large unchanged commit wire memory look; default: all
#
# GLANE names the program (target/release/glane), ROUNDS how often each is measured (3), MADE a folder
# in which the repositories made for it are kept from one run to the next. Times are wall clock, with
# the processor time of the whole process tree behind it: the steadier of the two on a busy machine.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
glane=$(realpath "${GLANE:-target/release/glane}")
rounds=${ROUNDS:-3}
workers=${WORKERS:-4}
place=$(mktemp -d)
made=$(realpath -m "${MADE:-$place/made}")
results=$place/results
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=$place/gitconfig LC_ALL=C.UTF-8
export heads='+refs/heads/*:refs/heads/*' tags='+refs/tags/*:refs/tags/*'
trap 'rm -rf "$place"' EXIT
trap 'exit 1' INT TERM
mkdir -p "$made"
printf '[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[safe]\n\tdirectory = *\n[core]\n\tbigFileThreshold = 16m\n' > "$GIT_CONFIG_GLOBAL"

# make NAME KIND ARGUMENT…: a folder of repositories, unless it was made before.
make() {
  local name=$1 kind=$2
  shift 2
  [ -d "$made/$name" ] && return
  python3 "$here/mirroring/repositories.py" "$kind" "$made/$name.part" "$@"
  for repository in "$made/$name.part"/*.git; do git -C "$repository" pack-refs --all; done
  mv "$made/$name.part" "$made/$name"
}

# enter NAME: an empty folder to work in.
enter() {
  rm -rf "${place:?}/work"
  mkdir -p "$place/work" && cd "$place/work"
  echo "== $1" >&2
}

# configure SOURCE: a glane.toml that copies a folder of repositories to the folder `host`.
configure() {
  cat > glane.toml <<TOML
[store]
data = "data"
[policy]
workers = $workers
[[forge]]
id = "atelier"
kind = "plain"
path = "$1"
[[host]]
id = "copies"
kind = "plain"
path = "host"
name = "{path}"
TOML
}

# clock NAME COMMAND…: appends wall and processor seconds to NAME.times.
clock() {
  local name=$1
  shift
  local TIMEFORMAT='%R %U %S'
  { time "$@" > "$name.out" 2> "$name.err"; } 2>> "$name.times" || { tail -3 "$name.out" "$name.err" >&2; exit 1; }
}

# median NAME COLUMN: of what was clocked; column 1 is wall clock, 2 processor time.
median() {
  awk -v column="$2" '{ print column == 1 ? $1 : $2 + $3 }' "$1.times" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# row WHAT OURS GITS TARGET: a ratio that may not exceed its target.
row() {
  awk -v what="$1" -v ours="$2" -v gits="$3" -v target="$4" 'BEGIN {
    printf "%-52s %9.3f %9.3f %8.3f  <= %-7s %s\n", what, ours, gits, ours / gits, target, ours / gits <= target ? "ok" : "MISSED" }' | tee -a "$results"
}

# note WHAT VALUE LIMIT: a figure that may not exceed its limit; none where the limit is -.
note() {
  awk -v what="$1" -v value="$2" -v limit="$3" 'BEGIN {
    verdict = limit == "-" ? "" : (value + 0 <= limit + 0 ? "ok" : "MISSED")
    printf "%-52s %9s %28s %-7s %s\n", what, value, limit == "-" ? "" : "<=", limit == "-" ? "" : limit, verdict }' | tee -a "$results"
}

# compare WHAT TARGET: the two medians of `ours` and `gits`.
compare() {
  row "$1: wall clock" "$(median ours 1)" "$(median gits 1)" "$2"
  row "$1: processor" "$(median ours 2)" "$(median gits 2)" "$2"
}

# steps NAME: seconds of the steps of all passes in a `sync --json`: transfer, then examination.
steps() {
  python3 - "$1" <<'PYTHON'
import json, sys
passes = [json.loads(line) for line in open(sys.argv[1])]
total = lambda *names: sum(one["steps"][name] for one in passes if "steps" in one for name in names) / 1000
print(total("fetch", "publish"), total("examine", "gate"))
PYTHON
}

for part in "$here"/mirroring/*.sh; do . "$part"; done
for part in "${@:-small large unchanged commit wire memory look}"; do
  for name in $part; do "measure_$name"; done
done
echo
printf '%-52s %9s %9s %8s  %s\n' "" ours git ratio target
cat "$results"
