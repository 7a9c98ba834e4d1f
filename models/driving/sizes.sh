#!/bin/bash
# `driving-small` and `driving-large` at once, a thread each: models/driving/sizes.sh DATA OUT [--from WEIGHTS | --starts SMALL LARGE] [--teacher W …] --minutes 70 | --until HH:MM | --steps N
#
# Both begin with WEIGHTS of `driving` (resize.py), or with the checkpoints of the run before, which are to be from train alone where val is
# measured. What the teachers say of every frame is followed, too; without one, WEIGHTS teaches the small one. DATA is as in data.sh. Started
# again with the same OUT it goes on where it stopped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
starts=() teachers=()
while [ $# -gt 0 ]; do
  case $1 in
    --from) starts=("$2" "$2"); shift 2 ;;
    --starts) starts=("$2" "$3"); shift 3 ;;
    --teacher) teachers+=(--weights "$2"); shift 2 ;;
    *) break ;;
  esac
done
[ ${#starts[@]} -gt 0 ] || { echo 'sizes.sh DATA OUT --from WEIGHTS | --starts SMALL LARGE …: what do they begin with?' >&2; exit 2; }
[ ${#teachers[@]} -gt 0 ] || [ "${starts[0]}" = "${starts[1]}" ] || { echo 'sizes.sh --starts SMALL LARGE --teacher W …: who teaches them?' >&2; exit 2; }
distil=(--set distil=1)
[ ${#teachers[@]} -gt 0 ] || { teachers=(--weights "${starts[0]}"); distil=(); }
. "$here/data.sh"
mkdir -p "$out/small" "$out/large"

# decoded once: both begin at the same time
"$python" "$here/frames.py" "${sets[@]}"
if [ ! -e "$out/taught" ]; then
  "$python" "$here/label.py" "${teachers[@]}" "${camvid[@]}" "${shown[@]}"
  touch "$out/taught"
fi

# learn NAME START OPTIONS…
learn() {
  local name=$1 start=$2; shift 2
  "$python" "$here/train.py" --id "driving-$name" "${sets[@]}" "${unlabelled[@]}" --start "$start" --batch 4 --threads 1 --seed 41 \
    --set boundary=1 --set street=0.25 --out "$out/$name" "$@" >> "$out/$name/log.txt" 2>&1
}

# the small one changes its mind between frames more often than it may: it is seen twice
learn small "${starts[0]}" --set distil=1 --set consistent=6 --set rate=1e-3 "$@" & job[small]=$!
learn large "${starts[1]}" "${distil[@]}" --set rate=1.2e-3 "$@" & job[large]=$!
learnt small large
case " $* " in *' --train-and-val '*) exit ;; esac   # nothing is left to measure on
for name in small large; do measure "$name" "${films[@]}"; done
