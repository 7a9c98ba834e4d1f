#!/bin/bash
# `driving-small` and `driving-large` at once, a thread each: models/driving/sizes.sh DATA OUT --from WEIGHTS --minutes 70 | --until HH:MM | --steps N
#
# Both begin with WEIGHTS of `driving` (resize.py), which are to be from train alone where val is measured; what those say of every frame
# teaches the small one. DATA is as in data.sh. Started again with the same OUT it goes on where it stopped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
[ "${1-}" = --from ] || { echo 'sizes.sh DATA OUT --from WEIGHTS …: what do they begin with?' >&2; exit 2; }
from=$2; shift 2
. "$here/data.sh"
mkdir -p "$out/small" "$out/large"

# decoded once: both begin at the same time
"$python" "$here/frames.py" "${sets[@]}"
if [ ! -e "$out/taught" ]; then
  "$python" "$here/label.py" --weights "$from" "${camvid[@]}" "${shown[@]}"
  touch "$out/taught"
fi

# learn NAME OPTIONS…
learn() {
  local name=$1; shift
  "$python" "$here/train.py" --id "driving-$name" "${sets[@]}" "${unlabelled[@]}" --start "$from" --threads 1 --seed 41 \
    --set boundary=1 --set street=0.15 --out "$out/$name" "$@" >> "$out/$name/log.txt" 2>&1
}

learn small --batch 8 --set distil=1 "$@" & job[small]=$!
learn large --batch 4 --set rate=1.2e-3 "$@" & job[large]=$!
learnt small large
for name in small large; do measure "$name" "${films[@]}"; done
