# One new commit on a repository of 13,000 references, most of them requests to pull; and the bytes of a
# look at it when nothing is new.

measure_commit() {
  make references references 85000 400 12600
  enter "one commit among 13,000 references"
  mkdir bare && cp -r "$made/references/refs.git" bare/
  configure bare
  mkdir alone copies
  git init --quiet --bare alone/refs.git
  git init --quiet --bare copies/refs.git
  git_loop "$PWD/bare"
  "$glane" sync --json > first.json
  for ((round = 0; round < rounds + 2; round++)); do
    add_commit bare/refs.git "$round"
    clock ours "$glane" sync --json
    steps ours.out >> ours.steps
    clock gits git_loop "$PWD/bare"
  done
  row "one commit among 13,000: transfer" "$(awk '{ print $1 }' ours.steps | sort -n | sed -n "$(((rounds + 3) / 2))p")" "$(median gits 1)" 1.2
  note "one commit among 13,000: examination, s" "$(awk '{ print $2 }' ours.steps | sort -n | sed -n "$(((rounds + 3) / 2))p")" -
  compare "one commit among 13,000, whole sync" 1.2
}

# add_commit REPOSITORY NUMBER: one file changed on its default branch.
add_commit() {
  git -C "$1" fast-import --quiet <<IMPORT
commit refs/heads/main
committer A <a@example.org> $((1800000000 + $2)) +0000
data 1
x
from refs/heads/main^0
M 100644 inline README.md
data 2
$2

IMPORT
}

measure_wire() {
  make references references 85000 400 12600
  enter "bytes of a look at 13,000 references"
  local port=8719 address
  address=http://127.0.0.1:$port
  python3 "$here/mirroring/serve.py" "$made/references" "$port" & local server=$!
  until curl --silent --fail "$address/bytes" > bytes; do sleep 0.1; done
  # What src/mirror/fetch.rs asks of a forge that names its default branch, and of an address alone.
  git ls-remote --heads --tags "$address/refs.git" > listed
  note "no-op look at 13,000 references of a forge, bytes" "$(curl --silent "$address/bytes")" 40000
  git ls-remote --symref "$address/refs.git" HEAD 'refs/heads/*' 'refs/tags/*' > listed
  note "the same of an address without forge, bytes" "$(curl --silent "$address/bytes")" -
  kill "$server"
}
