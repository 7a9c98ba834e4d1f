#!/bin/bash
# What each piece of the recipe brings: models/driving/pieces.sh DATA OUT [--id driving-small] [--steps 1500] [--start FILE | --backbone FILE.h5] [PIECE…]
#
# A run as it is; the same with another seed, which shows what is chance; then one with each piece changed. All of them begin alike and take
# as many steps of four views; two at once, a thread each; a row each in OUT/table.md. A piece is NAME=NUMBER of recipe.py, or several with
# commas; steps=N; or `clips`: those of DATA, too. `clips` and distil=1 learn from what label.py kept before with --cache OUT/frames. Without
# pieces named: the usual ones. They begin with what ships of the model (driving with driving-large, made to fit, as it has seen val), or with
# FILE, or with ImageNet's trunk alone (backbone.py). Started again with the same OUT it goes on.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
id=driving-small steps=1500 begun=()
while [ $# -gt 0 ]; do
  case $1 in
    --id) id=$2; shift 2 ;;
    --steps) steps=$2; shift 2 ;;
    --start | --backbone) begun=("$1" "$2"); shift 2 ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || set -- average=0 hardest=1 boundary=1 overlap=0 auxiliary=0 paste=0 focus=0 spoilt=0 nearest=1.3,farthest=0.85 consistent=4 street=0
. "$here/data.sh"
if [ ${#begun[@]} -eq 0 ]; then
  begun=(--start "$here/../$id/$id.onnx")
  [ "$id" != driving ] || begun=(--start "$unseen")
fi

# decoded once: two begin at the same time
"$python" "$here/frames.py" "${sets[@]}"

# learn PIECE, then its row of the table
learn() {
  local change=(--steps "$steps") part
  case $1 in
    as-it-is) ;;
    another-seed) change+=(--seed 2) ;;
    clips) change+=("${unlabelled[@]}") ;;
    steps=*) change=(--steps "${1#steps=}") ;;
    *) for part in ${1//,/ }; do change+=(--set "$part"); done ;;
  esac
  mkdir -p "$out/$1"
  {
    "$python" "$here/train.py" --id "$id" "${sets[@]}" --out "$out/$1" "${begun[@]}" --batch 4 --threads 1 --evaluate-every 1000 "${change[@]}" &&
      measure "$1" --threads 1
  } >> "$out/$1/log.txt" 2>&1 || { tail -n 3 "$out/$1/log.txt" >&2; return 1; }
}

for piece in as-it-is another-seed "$@"; do
  grep -qs "^| $piece " "$out/table.md" && continue
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
  learn "$piece" &
done
for pid in $(jobs -p); do wait "$pid"; done
cat "$out/table.md"
