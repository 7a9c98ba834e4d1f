#!/bin/bash
# One model twice at once, a thread each:
#   models/driving/pair.sh DATA OUT [--id driving] [--starts TRAIN BOTH] [--teacher W …] --minutes 90 | --until HH:MM | --steps N [--set NAME=NUMBER …]
#
# From train alone, whose val says what the recipe is worth, and from train and val, which is what ships: the same recipe, seed and length.
# Both begin with driving-large, which never saw val, made to fit (resize.py); or with the two checkpoints of the pair before, of which TRAIN
# never saw val. What the teachers say of every frame is followed, too; they are to be from train alone as well. Two trainings of one thread
# each get more out of two cores than one of two threads. DATA is as in data.sh. Started again with the same OUT it goes on where it stopped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
id=driving starts=() teachers=()
while [ $# -gt 0 ]; do
  case $1 in
    --id) id=$2; shift 2 ;;
    --starts) starts=("$2" "$3"); shift 3 ;;
    --teacher) teachers+=(--weights "$2"); shift 2 ;;
    *) break ;;
  esac
done
. "$here/data.sh"
[ ${#starts[@]} -gt 0 ] || starts=("$unseen" "$unseen")
mkdir -p "$out/train" "$out/train-val"

# decoded once: both begin at the same time
"$python" "$here/frames.py" "${sets[@]}"
distil=0 told=("${shown[@]}")
if [ ${#teachers[@]} -gt 0 ]; then
  distil=1 told+=("${camvid[@]}" --train-and-val)
else
  teachers=(--weights "${starts[0]}")
fi
if [ ${#told[@]} -gt 0 ] && [ ! -e "$out/taught" ]; then
  "$python" "$here/label.py" "${teachers[@]}" --cache "$out/frames" "${told[@]}"
  touch "$out/taught"
fi

# learn NAME START OPTIONS…
learn() {
  local name=$1 start=$2; shift 2
  "$python" "$here/train.py" --id "$id" "${sets[@]}" "${unlabelled[@]}" --start "$start" --batch 4 --threads 1 --seed 31 \
    --set rate=1.2e-3 --set boundary=1 --set consistent=6 --set street=0.25 --set "distil=$distil" --out "$out/$name" "$@" >> "$out/$name/log.txt" 2>&1
}

learn train "${starts[0]}" "$@" & job[train]=$!
learn train-val "${starts[1]}" --train-and-val "$@" & job[train-val]=$!
learnt train train-val
measure train "${films[@]}"
