#!/bin/bash
# What each piece of the recipe brings to driving: models/driving/pieces.sh DATA OUT [--steps 1500] [NAME=NUMBER…]
#
# One run as it is, then one with each piece changed, all from what ships, with as many steps and the same seed; a row each in
# OUT/table.md. A piece that needs a teacher (distil=1) learns from what label.py kept before with --cache OUT/frames. Without pieces named:
# the usual ones. Started again with the same OUT it goes on.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=$1 out=$2; shift 2
steps=1500
[ "${1:-}" = --steps ] && { steps=$2; shift 2; }
[ $# -gt 0 ] || set -- boundary=1 hardest=1 overlap=0 auxiliary=0 average=0 paste=0 focus=0 strength=0.6 rain=0 consistent=1
. "$here/data.sh"

for piece in as-it-is "$@"; do
  grep -qs "^| $piece " "$out/table.md" && continue
  change=(); [ "$piece" = as-it-is ] || change=(--set "$piece")
  "$python" "$here/train.py" --id driving "${sets[@]}" --out "$out/$piece" --start "$here/driving.onnx" --set rate=1e-3 --steps "$steps" "${change[@]}"
  measure "$piece"
done
cat "$out/table.md"
