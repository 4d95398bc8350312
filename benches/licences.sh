#!/usr/bin/env bash
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# How often `glane read` names the right licence on the labelled corpus, beside askalono in the same run.
#
#   benches/licences.sh                 GLANE_CORPUS names the corpus (../shared/corpus)
#
# GLANE names a program that is built already; else a release is built.
set -euo pipefail
cd "$(dirname "$0")/.."
corpus=$(realpath "${GLANE_CORPUS:-../shared/corpus}")
if [[ -z "${GLANE:-}" ]]; then
  cargo build --release --locked --bin glane
  GLANE=${CARGO_TARGET_DIR:-target}/release/glane
fi
cargo bench --locked -p glane-catalog --bench labelled -- --glane "$(realpath "$GLANE")" --corpus "$corpus"
