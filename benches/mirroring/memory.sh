# The most anonymous memory that the service and its children have at any moment, by their kinds.

measure_memory() {
  make large large 300
  make references references 85000 400 12600
  make blob blob 200
  enter "memory"
  mkdir bare && cp -r "$made"/{large,references,blob}/*.git bare/
  configure bare
  # The large file is held by the gate, which is what it is for: the look at it is measured all the same.
  python3 "$here/mirroring/memory.py" "$glane" sync --json > memory 2> passes
  note "memory of glane sync, MiB" "$(awk '$1 == "sync" { print $2 }' memory)" 150
  note "memory of an examining child, MiB" "$(awk '$1 == "examine" { print $2 }' memory)" 256
  note "memory of a looking child, MiB" "$(awk '$1 == "look" { print $2 }' memory)" 256
  note "memory of a git program, MiB" "$(awk '$1 == "git" { print $2 }' memory)" -
}
