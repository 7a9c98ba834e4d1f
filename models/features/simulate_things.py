"""Things held into places that training has not seen: python3 simulate_things.py --camvid DIR --weights W [--weights W2 …].

Each lesson takes a stretch of a drive and one or two things, cut out of other drives' pictures or of drawn ones by a random shape; two views
are stroked, two labelled. IoU of the things, the mean over lessons.
"""
import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import ridge
from episodes import Lessons
from head import scores
from simulate import sequences
from train import SHARE, batch, of_view, sampled
from strokes import strokes
from trunk import normalise_map
from weights import load_trunk

SAMPLES = 2000


def scenes(root, rng, count, frames=6):
    """Stretches of `frames` pictures."""
    drives = [[image for image, _ in drive] for drive in sequences(root).values()]
    found = []
    for _ in range(count):
        drive = drives[rng.integers(len(drives))]
        start = rng.integers(len(drive) - frames)
        found.append([np.array(Image.open(path).convert("RGB")) for path in drive[start:start + frames]])
    return found


def iou(trunk, pictures, truths, rng):
    """Of the things in views 2 and 3, after strokes on views 0 and 1; None where none was stroked or none is there."""
    maps = [normalise_map(x) for x in trunk(batch(pictures))]
    rows = int(truths.max()) + 1
    taught = [sampled(maps, view, truths[view], *np.nonzero(strokes(truths[view], range(rows), SHARE, rng))) for view in (0, 1)]
    columns, classes = (torch.cat(part) for part in zip(*taught))
    kept = torch.from_numpy(rng.permutation(len(classes))[:SAMPLES])
    weights, bias = ridge.fit(columns[kept].double(), classes[kept], rows)
    said = np.stack([scores(of_view(maps, view), weights.float(), bias.float())[0].argmax(0).numpy() for view in (2, 3)])
    true = truths[2:]
    found = [((said == c) & (true == c)).sum() / ((said == c) | (true == c)).sum() for c in range(1, rows) if (true == c).any()]
    return np.mean(found) if found else None


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--camvid", required=True, help="folder with train, trainannot, val, valannot")
    arguments.add_argument("--weights", required=True, action="append", help="as export.py takes them; several are compared")
    arguments.add_argument("--lessons", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    rng = np.random.default_rng(options.seed)
    lessons = Lessons([], scenes(options.camvid, rng, 20))
    made = [lessons.things(np.random.default_rng((options.seed, number))) for number in range(options.lessons)]
    print("| weights | IoU of things | of 10 lessons the worst |\n| --- | --- | --- |")
    for path in options.weights:
        trunk = load_trunk(path)
        with torch.no_grad():
            each = [iou(trunk, *lesson, np.random.default_rng((options.seed, number))) for number, lesson in enumerate(made)]
        each = [value for value in each if value is not None]
        print(f"| {Path(path).name} | {np.mean(each):.3f} | {np.quantile(each, 0.1):.3f} |", flush=True)


if __name__ == "__main__":
    main()
