#!/bin/bash
# `driving` twice at once, a thread each: models/driving/pair.sh DATA OUT --minutes 90 | --until HH:MM | --steps N
#
# From train alone, whose val says what the recipe is worth, and from train and val, which is what ships: the same recipe, seed, start and
# length. Two trainings of one thread each get more out of two cores than one of two threads. DATA is as in data.sh. Started again
# with the same OUT it goes on where it stopped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
. "$here/data.sh"
mkdir -p "$out/train" "$out/train-val"

# decoded once: both begin at the same time
"$python" "$here/frames.py" "${sets[@]}"
if [ ${#shown[@]} -gt 0 ] && [ ! -e "$out/taught" ]; then
  "$python" "$here/label.py" --weights "$here/driving.onnx" --cache "$out/frames" "${shown[@]}"
  touch "$out/taught"
fi

# learn NAME OPTIONS…
learn() {
  local name=$1; shift
  "$python" "$here/train.py" --id driving "${sets[@]}" "${unlabelled[@]}" --start "$here/driving.onnx" --batch 4 --threads 1 --seed 31 \
    --set rate=1.2e-3 --set boundary=1 --set consistent=4 --set street=0.15 --out "$out/$name" "$@" >> "$out/$name/log.txt" 2>&1
}

learn train "$@" & job[train]=$!
learn train-val --train-and-val "$@" & job[train-val]=$!
learnt train train-val
measure train "${films[@]}"
