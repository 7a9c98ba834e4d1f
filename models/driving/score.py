"""One row of a table that compares trainings: python3 score.py --weights W --images DIR --labels DIR --table FILE.md [--clip CLIP …].

mIoU and each class on the labelled images; the mean of the rare four; points lost on the worst of the spoilt images (every fourth);
the calibration error; and how many pixels flicker on the clips (steadiness.py).
"""
import argparse
from pathlib import Path

import torch

from calibrate import calibration_error, fit_temperature, sample
from classes import NAMES
from evaluate import add_options, evaluate, opened
from iou import iou, mean
from recipe import Recipe, told
from robustness import points_lost
from steadiness import of_clip

FOUR = [NAMES.index(name) for name in ("pole", "sign", "pedestrian", "bicyclist")]
COLUMNS = ("run", "recipe", "steps", "mIoU", *NAMES, "rare four", "worst fault", "ECE", "calibrated", "changes")


def _of_checkpoint(path):
    """-> what its recipe changes, steps."""
    if not str(path).endswith(".pt"):
        return "", ""
    state = torch.load(path, map_location="cpu")
    return told(Recipe(**state["recipe"]), Recipe()) if "recipe" in state else "", state["steps"]


def _worst(network, pairs):
    lost = points_lost(network, pairs)
    name = max(lost, key=lost.get)
    return f"{lost[name]:.1f} ({name})"


def _changes(network, options):
    shares = [of_clip(network, clip, options.frames, 10)[0] for clip in options.clip]
    return " ".join(f"{100 * share:.2f} %" for share in shares)


def row(options):
    """-> the cells of one line."""
    network, pairs = opened(options)
    matrix = evaluate(network, pairs)
    each = iou(matrix)
    logits, truths, _ = sample(network, pairs)
    errors = [100 * calibration_error(logits / t, truths) for t in (1, fit_temperature(logits, truths))]
    recipe, steps = _of_checkpoint(options.weights)
    return [options.name or Path(options.weights).parent.name, recipe, str(steps), f"**{mean(matrix):.4f}**",
            *(f"{value:.3f}" for value in each.tolist()), f"{each[FOUR].mean():.3f}",
            "" if options.quick else _worst(network, pairs[::4]), *(f"{error:.2f} %" for error in errors), _changes(network, options)]


def append(path, cells):
    """To a Markdown table, which begins with its head; several may append at once."""
    def write(mode, *lines):
        with open(path, mode) as file:
            file.write("".join(f"| {' | '.join(line)} |\n" for line in lines))

    try:
        write("x", COLUMNS, ["---"] * len(COLUMNS))
    except FileExistsError:
        pass
    write("a", cells)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    add_options(arguments)
    arguments.add_argument("--table", required=True, help="Markdown file that the row is appended to")
    arguments.add_argument("--name", help="of the run (default: the folder of its weights)")
    arguments.add_argument("--clip", action="append", default=[], help="video for steadiness; needs ffmpeg; may be given again")
    arguments.add_argument("--frames", type=int, default=40, help="of each clip, ten of a second")
    arguments.add_argument("--quick", action="store_true", help="without spoilt images")
    options = arguments.parse_args()
    cells = row(options)
    append(options.table, cells)
    print(dict(zip(COLUMNS, cells)), flush=True)


if __name__ == "__main__":
    main()
