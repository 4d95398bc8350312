# The first mirror of many small repositories, and of a large one: transfer, and the examination that
# goes on beside it. Source and host are folders, so that no network is measured.

measure_small() { make small small 200; first "first mirror of 200 small" small; }
measure_large() { make large large 300; first "first mirror of 300 MB" large; }

# fetch_and_push SOURCE MIRROR COPY: what git alone does for one repository.
fetch_and_push() {
  git -C "$2" fetch --quiet --prune --no-tags "$1" "$heads" "$tags"
  git -C "$2" push --quiet --prune "$3" "$heads" "$tags"
}
export -f fetch_and_push

# git_loop SOURCES: git alone over a folder of repositories, as many at a time as Glane.
git_loop() {
  ls "$1" | xargs -P "$workers" -I{} bash -c 'fetch_and_push "$0/{}" "$PWD/alone/{}" "$PWD/copies/{}"' "$1"
}

# first WHAT NAME: alternates the two; git's folders are made before its clock runs, ours while it does.
first() {
  enter "$1"
  configure "$made/$2"
  for ((round = 0; round < rounds; round++)); do
    rm -rf data host alone copies
    clock ours "$glane" sync --json
    steps ours.out >> ours.steps
    for name in $(ls "$made/$2"); do git init --quiet --bare "alone/$name" && git init --quiet --bare "copies/$name"; done
    clock gits git_loop "$made/$2"
  done
  local at_once
  at_once=$(ls "$made/$2" | wc -l)
  if [ "$at_once" -gt "$workers" ]; then at_once=$workers; fi
  row "$1: transfer, of $at_once at once" "$(awk -v n="$at_once" '{ print $1 / n }' ours.steps | sort -n | sed -n "$(((rounds + 1) / 2))p")" "$(median gits 1)" 1.15
  note "$1: examination, of $at_once at once, s" "$(awk -v n="$at_once" '{ print $2 / n }' ours.steps | sort -n | sed -n "$(((rounds + 1) / 2))p")" -
  note "$1: everything, wall clock, s" "$(median ours 1)" -
  note "$1: everything, processor, s (git: $(median gits 2))" "$(median ours 2)" -
}
