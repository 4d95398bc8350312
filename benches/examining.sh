#!/usr/bin/env bash
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# What examining one commit of 10,000 files costs on one core: for the first time, after a commit that
# changes one file, and with nothing changed; beside what `git` takes to read the same files.
#
#   benches/examining.sh
#
# GLANE names the program (target/release/glane), ROUNDS how often each is measured (5), FILES how many
# files there are (10000), MADE a folder in which the repository is kept from one run to the next.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
place=$(mktemp -d)
export GLANE=$(realpath "${GLANE:-target/release/glane}") ROUNDS=${ROUNDS:-5} FILES=${FILES:-10000}
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null LC_ALL=C.UTF-8
made=$(realpath -m "${MADE:-$place/made}")/examined-$FILES.git
trap 'rm -rf "$place"' EXIT
trap 'exit 1' INT TERM
if [ ! -d "$made" ]; then
  mkdir -p "$(dirname "$made")"
  python3 "$here/examining/repository.py" "$made.part" "$FILES"
  git -C "$made.part" -c pack.threads=1 repack -a -d -q
  mv "$made.part" "$made"
fi
cp -r "$made" "$place/a.git"
taskset -c 0 python3 "$here/examining/measure.py" "$place/a.git"
