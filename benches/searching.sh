#!/usr/bin/env bash
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# How fast the search is: 200,000 records of text that looks French, made from a seed, and the same 400 queries
# put to the engine alone, to Glane's whole page in process and over HTTP, to SQLite FTS5 and to PostgreSQL, in
# turn; then rebuilding, five times as many records, and hostile queries. Ends with a table of ratios.
#
#   benches/searching.sh
#   SMALL=1 benches/searching.sh        a quick try with 20,000 records
#
# RECORDS says how many there are (200000), ROUNDS how often each is measured (3), PARTS which parts (page fts5
# postgres http rebuild million hostile), GLANE the program (target/release/glane), MADE where indexes that were
# made are kept for the next run. PostgreSQL is left out where it is not installed; it runs in a folder of its
# own, on a socket, as another user where we are root.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$here/../target} LC_ALL=C.UTF-8
features=
if grep -rqs 'pub fn suggest(' "$here/../index/src"; then features=suggestions; fi
cargo build --release --manifest-path "$here/searching/Cargo.toml" --features "$features"
place=$(mktemp -d)
chmod 755 "$place"
if [ -n "${SMALL:-}" ]; then
    export RECORDS=${RECORDS:-20000} ROUNDS=${ROUNDS:-1} REBUILT=${REBUILT:-5000} SECONDS_EACH=1
fi
export GLANE=$(realpath -m "${GLANE:-$CARGO_TARGET_DIR/release/glane}")
export GLANE_CORPUS=$(realpath -m "${GLANE_CORPUS:-../shared/corpus}")

as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }
stop() {
    if [ -e "$place/postgres/postmaster.pid" ]; then as pg_ctl -D "$place/postgres" -m immediate stop >/dev/null || true; fi
    rm -rf "$place"
}
trap stop EXIT
trap 'exit 1' INT TERM
if command -v initdb >/dev/null && command -v pg_ctl >/dev/null && command -v psql >/dev/null \
    && [[ " ${PARTS:-postgres} " == *" postgres "* ]]; then
    mkdir "$place/postgres" "$place/socket"
    if [ "$(id -u)" = 0 ]; then chown nobody:nogroup "$place/postgres" "$place/socket"; fi
    (
        cd "$place/postgres"
        as initdb -D "$place/postgres" -U glane -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null
        as pg_ctl -D "$place/postgres" -l "$place/socket/log" -w start -o "-k $place/socket -c listen_addresses='' \
-c shared_buffers=512MB -c work_mem=64MB -c maintenance_work_mem=512MB -c fsync=off -c max_wal_size=4GB" >/dev/null
    )
    export POSTGRES_SOCKET=$place/socket
fi
folder=${MADE:-$place/made}/${RECORDS:-200000}
mkdir -p "$folder"
rm -rf "$folder"/fts5.db* "$folder"/rebuild-*
"$CARGO_TARGET_DIR/release/glane-bench-searching" "$folder"
