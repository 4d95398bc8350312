#!/usr/bin/env bash
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# How many files that teach are read a second on two cores: 1,000 of mixed formats in two projects, each read by
# a child as the service has it read; and which formats take longest.
#
#   benches/teaching.sh                 GLANE_CORPUS names the corpus (../shared/corpus), of which documents and
#                                       packages are read among them where it is there
#
# GLANE names the program (target/release/glane), ROUNDS how often it is measured (3), FILES how many files there
# are (1000).
set -euo pipefail
here=$(realpath "$(dirname "$0")")
place=$(mktemp -d)
corpus=$(realpath -m "${GLANE_CORPUS:-../shared/corpus}")
export GLANE=$(realpath "${GLANE:-target/release/glane}") ROUNDS=${ROUNDS:-3}
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null LC_ALL=C.UTF-8
trap 'rm -rf "$place"' EXIT
trap 'exit 1' INT TERM
python3 "$here/teaching/lessons.py" "$place" "${FILES:-1000}" "$corpus/oer"
python3 "$here/teaching/measure.py" "$place/0.git" "$place/1.git"
