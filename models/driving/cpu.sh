#!/bin/bash
# The driving models on two cores that do nothing else: models/driving/cpu.sh DATA OUT [--minutes 90] [--steps N] [--train-and-val]
#
# DATA is as in data.sh. OUT gets a folder a model with last.pt and log.txt, and table.md. Started again with the same OUT it goes
# on where it stopped; the minutes are those of steps. --steps 10 tries it all. The large one and driving begin with what ships of driving-large,
# which never saw val, made to fit; so they do with --train-and-val, as val is to say what that is worth.
#
# From 240 minutes on a teacher comes first, since it needs hours; before that driving itself teaches the small one.
#   large    0.40   driving-large
#   driving  0.35   without a teacher 0.65
#   small    0.25   from the new driving, and its teacher's word kept for every frame; without a large one 0.35
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
minutes=90 steps='' val=()
while [ $# -gt 0 ]; do
  case $1 in
    --minutes) minutes=$2; shift 2 ;;
    --steps) steps=$2; shift 2 ;;
    --train-and-val) val=(--train-and-val); shift ;;
    *) echo "cpu.sh: $1 is none of its options" >&2; exit 2 ;;
  esac
done
. "$here/data.sh"

# learn NAME ID SHARE OPTIONS…, then a row of the table, unless val was learnt, too
learn() {
  local name=$1 id=$2 share=$3; shift 3
  mkdir -p "$out/$name"
  # shellcheck disable=SC2046
  "$python" "$here/train.py" --id "$id" "${sets[@]}" "${val[@]}" --out "$out/$name" $(length "$share") "$@" 2>&1 | tee -a "$out/$name/log.txt"
  [ ${#val[@]} -gt 0 ] || measure "$name" "${films[@]}"
}

# teach NAME: what its weights say of every frame, once
teach() {
  [ -e "$out/$1/taught" ] && return
  "$python" "$here/label.py" --weights "$out/$1/last.pt" "${sets[@]}" "${val[@]}" "${shown[@]}"
  touch "$out/$1/taught"
}

recipe=(--set boundary=1)
pupil=("${recipe[@]}" --set distil=1 "${unlabelled[@]}")
if [ "$minutes" -ge 240 ]; then
  learn large driving-large 0.40 "${recipe[@]}" --start "$unseen" --set rate=1.2e-3 --batch 4
  teach large
  learn driving driving 0.35 "${pupil[@]}" --start "$unseen" --set rate=1e-3 --set consistent=1 --batch 4
  learn small driving-small 0.25 "${pupil[@]}" --start "$out/driving/last.pt"
else
  learn driving driving 0.65 "${recipe[@]}" --start "$unseen" --set rate=1e-3
  teach driving
  learn small driving-small 0.35 "${pupil[@]}" --start "$out/driving/last.pt"
fi
