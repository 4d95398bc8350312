#!/usr/bin/env bash
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# How long searches take while records change, beside the same searches while nothing does: in turn, in one
# process, with the loop by which the service follows its catalogue. Tells on the way how fast the index is built
# anew and how long its checksums take.
#
#   benches/changing.sh                     RECORDS=200000 benches/changing.sh
#
# RECORDS is how many there are (50000), CHANGES how many change a minute (1000), SECONDS_EACH how long each part
# lasts (30), ROUNDS how often they take turns (3).
set -euo pipefail
cd "$(dirname "$0")/.."
exec cargo bench --quiet --bench changing -- \
    "${RECORDS:-50000}" "${CHANGES:-1000}" "${SECONDS_EACH:-30}" "${ROUNDS:-3}"
