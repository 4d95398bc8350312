# The look: megabytes (1,000,000 bytes) of inflated content a second of one core, walk included.

measure_look() {
  make text text 300
  enter "look"
  configure "$made/text"
  "$glane" sync --json > first.json
  for ((round = 0; round < rounds; round++)); do
    python3 "$here/mirroring/look.py" "$glane" data > ours.out
    awk '{ print $2, $3, 0 }' ours.out >> ours.times
  done
  local megabytes
  megabytes=$(awk '{ print $1 / 1e6 }' ours.out)
  note "look: MB of content in $(median ours 1) s, wall clock" "$megabytes" -
  row "look: processor seconds, against those of 50 MB/s" "$(median ours 2)" "$(awk -v m="$megabytes" 'BEGIN { print m / 50 }')" 1
}
