# A pass over projects that have not changed, and the git programs that it starts.

measure_unchanged() {
  make small small 200
  enter "2,000 unchanged"
  mkdir -p bare alone copies bin
  local count=${UNCHANGED:-2000} n
  for ((n = 0; n < count; n++)); do
    cp -r "$made/small/p$((n % 200)).git" "bare/p$n.git"
    cp -r "bare/p$n.git" "alone/p$n.git"
    cp -r "bare/p$n.git" "copies/p$n.git"
  done
  configure bare
  "$glane" sync --json > first.json
  printf '#!/bin/sh\necho "$*" >> %s/calls\nexec %s "$@"\n' "$PWD" "$(command -v git)" > bin/git
  chmod 755 bin/git
  PATH=$PWD/bin:$PATH "$glane" sync --json > counted.json
  note "2,000 unchanged: connections by git" "$(grep -c -v '^version\|^--version' calls || true)" 0
  for ((round = 0; round < rounds; round++)); do
    clock ours "$glane" sync --json
    [ "$round" -gt 0 ] || clock gits git_loop "$PWD/bare"
  done
  compare "2,000 unchanged" 0.05
}
