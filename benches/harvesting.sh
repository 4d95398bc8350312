#!/usr/bin/env bash
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# A harvest by OAI-PMH from a server that fails in the midst of its list, gives a token twice, answers a
# web page with status 200, and changes while it is harvested: whether everything is there in the end, once,
# how long it takes and how much memory.
#
#   benches/harvesting.sh
#
# GLANE names the program (target/release/glane), RECORDS how many there are (60000), PAGE how many a page
# holds (200).
set -euo pipefail
here=$(realpath "$(dirname "$0")")
place=$(mktemp -d)
export GLANE=$(realpath "${GLANE:-target/release/glane}") RECORDS=${RECORDS:-60000} PAGE=${PAGE:-200}
export LC_ALL=C.UTF-8 NO_PROXY='*'
trap 'rm -rf "$place"' EXIT
trap 'exit 1' INT TERM
python3 "$here/harvesting/measure.py" "$place"
