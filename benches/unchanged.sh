#!/bin/sh
# SPDX-FileCopyrightText: see AUTHORS
# SPDX-License-Identifier: EUPL-1.2
#
# A pass over projects that have not changed, against a shell loop of `git fetch` and `git push` over
# the same repositories, on this machine's disk. Prints both times, their ratio, and how many git
# programs the pass started.
#
#   benches/unchanged.sh [GLANE [COUNT]]      default: target/release/glane, 2000
set -eu
glane=$(realpath "${1:-target/release/glane}")
count=${2:-2000}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null LC_ALL=C
now() { date +%s.%N; }

git init --quiet --bare --initial-branch=main model.git
printf 'commit refs/heads/main\ncommitter C <c@example.org> 1700000000 +0000\ndata 1\nx\nM 100644 inline package.json\ndata 18\n{"license": "MIT"}\n' |
    git -C model.git fast-import --quiet
mkdir bare loop
n=1
while [ "$n" -le "$count" ]; do
    cp -r model.git "bare/p$n.git"
    git clone --quiet --mirror "bare/p$n.git" "loop/p$n.git"
    git init --quiet --bare "loop/p$n-copy.git"
    git -C "loop/p$n.git" push --quiet --mirror "$place/loop/p$n-copy.git"
    n=$((n + 1))
done
cat > glane.toml <<'T'
[store]
data = "data"
[[forge]]
id = "disque"
kind = "plain"
path = "bare"
[[host]]
id = "copies"
kind = "plain"
path = "host"
name = "{path}"
T
"$glane" sync --json > first.json || { tail -3 first.json; exit 1; }

# How many git programs a pass starts: one asks for the version.
mkdir bin
printf '#!/bin/sh\necho "$1" >> %s/calls\nexec %s "$@"\n' "$place" "$(command -v git)" > bin/git
chmod 755 bin/git
PATH="$place/bin:$PATH" "$glane" sync --json > counted.json
programs=$(wc -l < calls)

begun=$(now)
"$glane" sync --json > second.json
pass=$(echo "$(now) - $begun" | bc)

begun=$(now)
n=1
while [ "$n" -le "$count" ]; do
    git -C "loop/p$n.git" fetch --quiet --prune origin
    git -C "loop/p$n.git" push --quiet --mirror "$place/loop/p$n-copy.git"
    n=$((n + 1))
done
shell=$(echo "$(now) - $begun" | bc)

tail -1 second.json
printf '%s unchanged projects: pass %.2f s, shell loop %.2f s, ratio 1/%.1f, git programs started by the pass: %s\n' \
    "$count" "$pass" "$shell" "$(echo "$shell / $pass" | bc -l)" "$programs"
