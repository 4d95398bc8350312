#!/usr/bin/env bash
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# What a hostile file costs whoever reads it: every file of a corpus of them by every reader of `glane read`, and
# some that are made here; the worst of each measure. Nothing may panic.
#
#   benches/hostile.sh                  GLANE_CORPUS names the corpus (../shared/corpus)
#
# GLANE names the program (target/release/glane).
set -euo pipefail
here=$(realpath "$(dirname "$0")")
place=$(mktemp -d)
export GLANE=$(realpath "${GLANE:-target/release/glane}") LC_ALL=C.UTF-8
trap 'rm -rf "$place"' EXIT
trap 'exit 1' INT TERM
python3 "$here/hostile/made.py" "$place"
python3 "$here/hostile/measure.py" "$place" "$(realpath -m "${GLANE_CORPUS:-../shared/corpus}")/hostile"
