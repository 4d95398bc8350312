#!/usr/bin/env bash
# The first mirror of one repository of about 300 MB, against `git fetch` and `git push` alone.
#
#   benches/first_mirror.sh [GLANE] [COMMITS]     (default: target/release/glane, 3000)
#
# Prints seconds: git alone, then the whole of `glane sync`, and what of it was not examination. Source
# and host are folders of this machine, so that no network is measured.
set -euo pipefail
glane="$(realpath "${1:-target/release/glane}")"
commits="${2:-3000}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"

make_source() {
  git init --quiet --bare --initial-branch=main bare/grand.git
  python3 - "$commits" <<'PYTHON' | git -C bare/grand.git -c core.compression=1 fast-import --quiet
import random, sys
generator, out = random.Random(1), sys.stdout.buffer
for number in range(int(sys.argv[1])):
    out.write(f"commit refs/heads/main\ncommitter A <a@example.org> {1700000000 + number} +0000\ndata 1\nx\n".encode())
    if number == 0:
        licence = b'{"license": "MIT"}'
        out.write(b"M 100644 inline package.json\ndata %d\n%s\n" % (len(licence), licence))
    for part in range(3):
        data = generator.randbytes(33000)
        out.write(b"M 100644 inline d%d/f%d-%d.bin\ndata %d\n" % (number % 50, number % 700, part, len(data)))
        out.write(data + b"\n")
PYTHON
  git -C bare/grand.git repack -adq
}

seconds() { local begun ended; begun=$(date +%s.%N); "$@" >/dev/null; ended=$(date +%s.%N); echo "$ended - $begun" | bc; }

git_alone() {
  rm -rf alone.git host-alone.git
  git init --quiet --bare alone.git
  git init --quiet --bare host-alone.git
  git -C alone.git fetch --quiet "file://$folder/bare/grand.git" '+refs/heads/*:refs/heads/*'
  git -C alone.git push --quiet "$folder/host-alone.git" '+refs/heads/*:refs/heads/*'
}

glane_once() {
  rm -rf data host
  "$glane" sync --json
}

make_source
cat > glane.toml <<'TOML'
[store]
data = "data"
[[forge]]
id = "atelier"
kind = "plain"
path = "bare"
[[host]]
id = "copies"
kind = "plain"
path = "host"
name = "{path}"
TOML
du -sm bare/grand.git | cut -f1 | sed 's/$/ MB/'
for round in 1 2 3; do
  echo "round $round: git alone $(seconds git_alone) s, glane $(seconds glane_once) s"
done
