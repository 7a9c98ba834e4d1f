# What DATA holds, for the scripts beside this one, which source it once `here`, `data` and `out` are set.
#
# camvid/ (train, trainannot, val, valannot), and there may be street/ (train/images, train/labels), clips/, each entry of it a video or a
# folder of pictures, and seen/, folders that `npm run label:features -- --out DATA/seen/NAME --rate 4 --clip CLIP` wrote, which stand for
# the clips then: what DeepLab saw in them is a witness.
# shellcheck shell=bash disable=SC2034,SC2154
python=${PYTHON:-/usr/bin/python3}
export OMP_WAIT_POLICY=PASSIVE
mkdir -p "$out"
# what ships and never saw val: what is measured on val begins with it, made to fit (resize.py), or with one's own weights that never did
unseen=$here/../driving-large/driving-large.onnx
camvid=(--camvid "$data/camvid" --cache "$out/frames")
sets=("${camvid[@]}")
[ -d "$data/street" ] && sets+=(--street "$data/street")
# frames without labels, as train.py and as label.py is told of them; videos to measure steadiness on
unlabelled=() shown=() films=()
for folder in "$data"/seen/*/; do
  [ -d "$folder/images" ] || continue
  unlabelled+=(--unlabelled "${folder%/}/images")
  shown+=(--witness "${folder%/}")
done
for clip in "$data"/clips/*; do
  [ -e "$clip" ] || continue
  [ ${#shown[@]} -gt 0 ] || unlabelled+=(--unlabelled "$clip")
  [ -f "$clip" ] && films+=(--clip "$clip")
done
[ ${#shown[@]} -gt 0 ] || shown=("${unlabelled[@]}")

# length SHARE: of the script's minutes, or its steps
length() {
  if [ -n "${steps-}" ]; then echo "--steps $steps"; else awk -v m="$minutes" -v share="$1" 'BEGIN { printf "--minutes %.2f", m * share }'; fi
}

# measure NAME OPTIONS…: a row of the table, once
measure() {
  local name=$1; shift
  grep -qs "^| $name " "$out/table.md" || "$python" "$here/score.py" --weights "$out/$name/last.pt" --name "$name" --images "$data/camvid/val" \
    --labels "$data/camvid/valannot" --table "$out/table.md" "$@"
}

# Trainings at once, a thread each: `learn NAME OPTIONS… & job[NAME]=$!` for each, then `learnt NAME…`. None outlives the script: each is a
# process group (-m), as the shell that waits for a training would end without it.
set -m
declare -A job=()
trap 'for pid in $(jobs -p); do kill -- "-$pid" 2>/dev/null || true; done' EXIT
learnt() {
  local name
  for name in "$@"; do wait "${job[$name]}" || { tail -n 3 "$out/$name/log.txt" >&2; exit 1; }; done
}
