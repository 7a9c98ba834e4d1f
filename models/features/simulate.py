"""Simulated teaching on labelled sequences: python3 simulate.py --camvid DIR --weights W [--weights W2 …].

A few frames close to one another are stroked; the classifier that is fitted to the strokes labels frames near them, frames far
from them in the same sequence, and frames of other sequences.
"""
import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import ridge
from head import scores
from classes import NAMES, VOID
from normalise import normalise
from samples import read
from strokes import BRUSHES, strokes
from trunk import HEIGHT, WIDTH, normalise_map
from weights import load_trunk

SETS = ("near", "far", "other")
TAUGHT, SHARE, SAMPLES = 5, 0.017, 2000

# what is taught, beside a background of everything else
LESSON = ("background", "road", "car")
UNSCORED = 255
TAUGHT_AS = np.array([LESSON.index(name) if name in LESSON else 0 for name in NAMES] + [UNSCORED] * (256 - VOID), np.uint8)


def sequences(root):
    """CamVid's training and validation frames by the drive that they are of, in order -> {drive: [(image, label)]}."""
    found = {}
    for path in sorted((*Path(root, "train").glob("*.jpg"), *Path(root, "val").glob("*.jpg")), key=lambda path: path.name):
        label = path.parent.with_name(path.parent.name + "annot") / (path.stem + ".png")
        found.setdefault(path.name.split("_")[0], []).append((path, label))
    return found


def load(image, label):
    """-> picture [1, 3, H, W] uint8, CamVid's classes on the stride-2 grid [h, w]: that of the pixel at 2i."""
    picture = np.array(Image.open(image).convert("RGB").resize((WIDTH, HEIGHT), Image.BILINEAR))
    truth = np.array(Image.open(label).resize((WIDTH, HEIGHT), Image.NEAREST))
    return torch.from_numpy(picture).permute(2, 0, 1).unsqueeze(0), truth[::2, ::2]


def plan(drives, rng, runs, each):
    """Which frames are taught and which are labelled -> list of (taught, {set: frames}).

    Of every drive `runs` stretches of 15 frames, of which every third is taught; near: the others, and the 5 on each side; far: those at
    least 25 frames away.
    """
    rounds = []
    for name, frames in drives.items():
        for start in np.linspace(5, len(frames) - 21, runs).astype(int):
            taught = [start + 3 * i for i in range(TAUGHT)]
            near = [i for i in range(start - 5, start + 20) if i not in taught]
            far = [i for i in range(len(frames)) if i < start - 25 or i > start + 40]
            elsewhere = [frame for other, those in drives.items() if other != name for frame in those]
            pick = lambda those: [those[i] for i in rng.choice(len(those), min(each, len(those)), replace=False)]  # noqa: E731
            rounds.append(([frames[i] for i in taught], {
                "near": pick([frames[i] for i in near]), "far": pick([frames[i] for i in far]), "other": pick(elsewhere)}))
    return rounds


class Maps:
    """A trunk's maps by frame, made once; 16 bits, as there are many."""

    def __init__(self, trunk):
        self.trunk, self.made = trunk, {}

    @torch.no_grad()
    def of(self, frame):
        if frame not in self.made:
            picture, truth = load(*frame)
            maps = [normalise_map(x).contiguous().half() for x in self.trunk(normalise(picture))]
            self.made[frame] = maps, truth
        maps, truth = self.made[frame]
        return [x.float() for x in maps], truth


def teach(maps, taught, rng, strength, brush):
    """-> weights and bias of the lesson's classes. Strokes go over every class that is there: a hand that strokes the background
    does so on houses, trees and pavements alike."""
    columns, classes = [], []
    for frame in taught:
        own, truth = maps.of(frame)
        y, x = np.nonzero(strokes(truth, range(VOID), SHARE, rng, brush))
        columns.append(read(own, torch.from_numpy(y), torch.from_numpy(x)))
        classes.append(torch.from_numpy(TAUGHT_AS[truth[y, x]]).long())
    columns, classes = torch.cat(columns), torch.cat(classes)
    kept = torch.from_numpy(rng.permutation(len(classes))[:SAMPLES])
    return (part.float() for part in ridge.fit(columns[kept].double(), classes[kept], len(LESSON), strength))


def confusion(maps, frames, weights, bias):
    """-> [true, said] counts of the stride-2 grid's pixels."""
    rows = len(LESSON)
    table = np.zeros((rows, rows), np.int64)
    for frame in frames:
        own, truth = maps.of(frame)
        said, true = scores(own, weights, bias)[0].argmax(0).numpy(), TAUGHT_AS[truth].astype(int)
        scored = true != UNSCORED
        table += np.bincount(true[scored] * rows + said[scored], minlength=rows * rows).reshape(rows, rows)
    return table


def simulate(maps, rounds, seed, strength, brush):
    """-> IoU [rounds, sets, classes of the lesson], NaN where a class is not there."""
    result = np.full((len(rounds), len(SETS), len(LESSON)), np.nan)
    for number, (taught, sets) in enumerate(rounds):
        weights, bias = teach(maps, taught, np.random.default_rng((seed, number)), strength, brush)
        for column, name in enumerate(SETS):
            table = confusion(maps, sets[name], weights, bias)
            both = table.diagonal()
            either = table.sum(0) + table.sum(1) - both
            result[number, column] = np.where(table.sum(1) > 0, both / np.maximum(either, 1), np.nan)
    return result


def row(path, what, values):
    return f"| {Path(path).name} | {what} | {' | '.join(f'{value:.3f}' for value in values)} |"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--camvid", required=True, help="folder with train, trainannot, val, valannot")
    arguments.add_argument("--weights", required=True, action="append", help="as export.py takes them; several are compared")
    arguments.add_argument("--runs", type=int, default=4, help="stretches of each drive")
    arguments.add_argument("--each", type=int, default=12, help="frames of each set that are labelled")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--strength", type=float, default=1.0)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    rounds = plan(sequences(options.camvid), np.random.default_rng(options.seed), options.runs, options.each)
    print(f"| weights | strokes | class | {' | '.join(SETS)} |\n| --- | --- | --- |{' --- |' * len(SETS)}")
    for path in options.weights:
        maps = Maps(load_trunk(path))
        for kind, brush in BRUSHES.items():
            with torch.no_grad():
                result = np.nanmean(simulate(maps, rounds, options.seed, options.strength, brush), 0)
            for name in ("car", "road"):
                print(row(path, f"{kind} | {name}", result[:, LESSON.index(name)]), flush=True)


if __name__ == "__main__":
    main()
