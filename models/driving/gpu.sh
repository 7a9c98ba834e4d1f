#!/bin/bash
# All driving models in eight minutes on one GPU: models/driving/gpu.sh DATA OUT [--minutes 8] [--device cuda] [--steps N] [--train-and-val]
#
# DATA is as in data.sh. OUT gets a folder a model with last.pt and log.txt, and table.md. Started again with the same OUT it goes on.
# Two large networks teach each other's students: they learn side by side, as one alone does not fill a GPU; then driving and
# driving-small learn from both. They begin with what ships of driving-large, which never saw val, made to fit; so they do with
# --train-and-val, as val is to say what that is worth. --steps 10 --device cpu tries it all without a GPU.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
minutes=8 device=cuda steps='' val=()
while [ $# -gt 0 ]; do
  case $1 in
    --minutes) minutes=$2; shift 2 ;;
    --device) device=$2; shift 2 ;;
    --steps) steps=$2; shift 2 ;;
    --train-and-val) val=(--train-and-val); shift ;;
    *) echo "gpu.sh: $1 is none of its options" >&2; exit 2 ;;
  esac
done
PYTHON=${PYTHON:-python3}
. "$here/data.sh"
batch=32 threads=2; [ "$device" = cpu ] && batch=4 threads=1

# run NAME ID SHARE OPTIONS…: one training, its output in a file of its own. What the shares leave of the minutes is for starting, decoding
# and measuring.
run() {
  local name=$1 id=$2 share=$3; shift 3
  mkdir -p "$out/$name"
  # shellcheck disable=SC2046
  "$python" "$here/train.py" --id "$id" "${sets[@]}" --device "$device" --threads "$threads" "${val[@]}" --out "$out/$name" --start "$unseen" --evaluate-every 2 \
    $(length "$share") "$@" >> "$out/$name/log.txt" 2>&1 || { tail -n 5 "$out/$name/log.txt" >&2; return 1; }
}

# both: waits for what runs beside us, and fails if one of it does
both() { local code=0 job; for job in $(jobs -p); do wait "$job" || code=$?; done; return $code; }

large=(--batch $batch --set rate=3e-3 --set boundary=1)
student=(--batch $batch --set boundary=1 --set distil=1 --set consistent=1 --teacher "$out/large-1/last.pt" --teacher "$out/large-2/last.pt")

"$python" "$here/frames.py" "${sets[@]}"
run large-1 driving-large 0.36 "${large[@]}" --seed 1 &
run large-2 driving-large 0.36 "${large[@]}" --seed 2 &
both
[ ${#shown[@]} -eq 0 ] ||
  "$python" "$here/label.py" --weights "$out/large-1/last.pt" --weights "$out/large-2/last.pt" --cache "$out/frames" --device "$device" "${shown[@]}"
run driving driving 0.36 "${student[@]}" "${unlabelled[@]}" --set rate=2e-3 &
run small driving-small 0.36 "${student[@]}" "${unlabelled[@]}" --set rate=4e-3 &
both
[ ${#val[@]} -gt 0 ] && exit   # nothing is left to measure on
for name in large-1 driving small; do
  # shellcheck disable=SC2046
  measure "$name" --device "$device" --threads 4 $([ -n "$steps" ] && echo --quick) > "$out/$name/score.txt" 2>&1 &
done
both
cat "$out/table.md"
