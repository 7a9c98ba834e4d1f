#!/bin/bash
# The three sizes from the street alone, at once, a thread each: models/driving/streets.sh DATA OUT --minutes 75 | --until HH:MM | --steps N
#
# Each begins with what ships of it, in which there is no outside image or weight; `--start FILE` lets all of them begin with another one's, made to
# fit (resize.py). Of DATA, street/ is read: train/, and val/ of seeds that train/ has not. Started again with the same OUT it goes on where it stopped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
. "$here/data.sh"
street=(--street "$data/street" --cache "$out/frames")

# decoded once: all begin at the same time
"$python" "$here/frames.py" "${street[@]}"

# learn NAME ID OPTIONS…
learn() {
  local name=$1 id=$2; shift 2
  mkdir -p "$out/$name"
  "$python" "$here/train.py" --id "$id" "${street[@]}" --start "$here/../$id/$id.onnx" --threads 1 --seed 51 \
    --set boundary=1 --out "$out/$name" "$@" >> "$out/$name/log.txt" 2>&1
}

learn driving driving-street --batch 4 --set rate=1.5e-3 "$@" & job[driving]=$!
learn small driving-small-street --batch 8 "$@" & job[small]=$!
learn large driving-large-street --batch 4 --set rate=1.2e-3 "$@" & job[large]=$!
learnt driving small large
for name in driving small large; do
  "$python" "$here/score.py" --weights "$out/$name/last.pt" --name "$name" --images "$data/street/val/images" --labels "$data/street/val/labels" \
    --quick --table "$out/table.md"
done
