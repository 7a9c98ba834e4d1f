"""Train one of the driving models; started again with the same --out it goes on from the last checkpoint.

The schedule runs on seconds spent in training steps, so pausing the process, or a restart, costs nothing.
"""
import argparse
import math
import shutil
import sys
import time
from pathlib import Path

import numpy as np
import torch

from evaluate import evaluate
from family import MODELS
from frames import LABEL, camvid_set, street_set, unlabelled_set
from iou import table
from labelled import load_pairs
from loss import class_weights
from recipe import STREET, Recipe, add_option, changed, told
from sampler import Sampler, Source
from training import Clock, Training
from weights_file import load_network

SAVE_EVERY = 60.0      # seconds
KEEP_EVERY = 1200.0
CALIBRATION_BATCHES = 6


def load_sources(options, recipe):
    """-> list of Source."""
    splits = ("train", "val") if options.train_and_val else ("train",)
    sources, share = [], recipe.street if options.camvid else 1.0
    if options.street:
        sources.append(Source(street_set(options.cache, options.street, "train"), share))
    if options.camvid:
        parts = [camvid_set(options.cache, options.camvid, split) for split in splits]
        rest = 1 - share if options.street else 1.0
        frames = sum(len(part.planes) for part in parts)
        sources += [Source(part, rest * len(part.planes) / frames) for part in parts]
    for source in sources:
        source.share *= 1 - recipe.unlabelled * bool(options.unlabelled)
    for path in options.unlabelled:
        frames = unlabelled_set(options.cache, path)
        if frames.soft is None:
            raise ValueError(f"{path}: nothing says what its frames show: run label.py on it first, with the same --cache")
        sources.append(Source(frames, recipe.unlabelled / len(options.unlabelled), labelled=False))
    return [Source(source.frames.to(options.device), source.share, source.labelled) for source in sources]


def held_out(options):
    """-> pairs by name; nothing where val is trained on."""
    if options.train_and_val:
        return {}
    pairs = {}
    if options.camvid:
        pairs["camvid val"] = load_pairs(Path(options.camvid) / "val", Path(options.camvid) / "valannot")
    if options.street and (Path(options.street) / "val").is_dir():
        pairs["street val"] = load_pairs(*(Path(options.street) / "val" / kind for kind in ("images", "labels")))[:60]
    return pairs


def begin(options, recipe):
    """A training from the last checkpoint, or from what it is to start from, and the views that it sees."""
    training = Training(MODELS[options.id], recipe, options.device, options.backbone)
    last = Path(options.out) / "last.pt"
    if last.exists():
        training.resume(last)
    sampler = Sampler(load_sources(options, recipe), recipe, options.batch, (options.seed, training.steps))
    if options.start and not last.exists():
        resized = training.start(options.start, torch.cat([sampler.batch().images for _ in range(CALIBRATION_BATCHES)]))
        print(f"from {options.start}{', resized' if resized else ''}", flush=True)
    if recipe.distil and not options.teacher and all(source.frames.soft is None for source in sampler.sources):
        raise ValueError("--set distil=…: nobody teaches: give --teacher W, or run label.py on these frames first, with the same --cache")
    training.teachers = [load_network(path, options.device).requires_grad_(False) for path in options.teacher]
    labelled = [(source.frames.planes[:, LABEL], source.share) for source in sampler.sources if source.labelled]
    training.weights = class_weights(labelled).to(options.device)
    return training, sampler


class Log:
    """What is written beside a training: checkpoints, a copy of them elsewhere, and how it does on what it does not learn from."""

    def __init__(self, options, training):
        self.path, self.keep, self.training = Path(options.out) / "last.pt", options.keep, training
        self.pairs, self.every = held_out(options), 60 * options.evaluate_every
        self.saved = self.kept = self.evaluated = training.seconds
        self.losses = []

    def step(self, loss):
        self.losses.append(loss)
        now = self.training.seconds
        if now - self.saved >= SAVE_EVERY:
            self.saved = now
            self.save()
        if now - self.kept >= KEEP_EVERY:
            self.kept = now
            self.copy()
        if now - self.evaluated >= self.every:
            self.evaluated = now
            self.report()

    def save(self):
        mean = torch.stack(self.losses).mean().item() if self.losses else 0.0
        if not math.isfinite(mean):
            raise ValueError(f"step {self.training.steps}: the loss is {mean}; {self.path} is of before. Go on from it with a lower --set rate")
        self.training.save(self.path)
        print(f"{self.training.seconds:.0f} s, step {self.training.steps}, loss {mean:.3f}", flush=True)
        self.losses = []

    def copy(self):
        """Where it outlives the machine."""
        if self.keep:
            shutil.copy(self.path, f"{self.keep}.part")
            Path(f"{self.keep}.part").replace(self.keep)

    def report(self):
        for name, pairs in self.pairs.items():
            print(f"step {self.training.steps}, {name}: {table(evaluate(self.training.average, pairs))}", flush=True)

    def close(self):
        self.save()
        self.copy()
        self.report()


def train(options, recipe):
    training, sampler = begin(options, recipe)
    clock, log = Clock(options.minutes, options.steps, options.until), Log(options, training)
    rng = np.random.default_rng((options.seed, training.steps))
    while (done := clock.done(training)) < 1:
        start = time.monotonic()
        loss = training.step(sampler.batch(), done, rng)
        training.seconds += clock.spent(time.monotonic() - start)
        log.step(loss)
    log.close()


def clock_time(text):
    """"HH:MM" -> the next such moment, in seconds since the epoch."""
    now = time.localtime()
    hour, minute = (int(part) for part in text.split(":"))
    moment = time.mktime((*now[:3], hour, minute, 0, 0, 0, -1))
    return moment if moment > time.time() else moment + 86400


def parse():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--id", required=True, choices=MODELS, help="which model; with -street: from the street alone")
    arguments.add_argument("--camvid", help="folder with train, trainannot, val, valannot")
    arguments.add_argument("--street", help="folder with train/images, train/labels, val/images, val/labels")
    arguments.add_argument("--unlabelled", action="append", default=[], help="video or folder of pictures that label.py has labelled")
    arguments.add_argument("--train-and-val", action="store_true", help="learn from CamVid's val, too, with a recipe chosen before")
    arguments.add_argument("--minutes", type=float, default=math.inf, help="of training steps, over all restarts")
    arguments.add_argument("--steps", type=int, help="in place of --minutes, the length of the schedule")
    arguments.add_argument("--until", type=clock_time, help="HH:MM, local time: the schedule shrinks so as to end by then")
    arguments.add_argument("--out", required=True, help="folder for checkpoints")
    arguments.add_argument("--keep", help="file elsewhere that the checkpoint is copied to, every 20 minutes and in the end")
    arguments.add_argument("--cache", default="training/frames", help="folder for decoded frames")
    arguments.add_argument("--backbone", help="MobileNet v1 × 0.25 ImageNet weights (.h5) to start the trunk from")
    arguments.add_argument("--start", help="checkpoint (.pt) or exported model (.onnx) whose weights to start from; those of another size are made to fit")
    arguments.add_argument("--teacher", action="append", default=[], help="weights to learn from, live; may be given again")
    arguments.add_argument("--batch", type=int, default=8)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--evaluate-every", type=float, default=20, help="minutes")
    add_option(arguments)
    options = arguments.parse_args()
    if not (options.camvid or options.street):
        arguments.error("give --camvid, --street or both")
    if options.steps is None and options.until is None and math.isinf(options.minutes):
        arguments.error("give --minutes, --steps or --until")
    return options


def main():
    options = parse()
    plain = Recipe() if options.camvid else STREET
    recipe = changed(plain, options.set)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    Path(options.out).mkdir(parents=True, exist_ok=True)
    print(f"{options.id}, recipe: {told(recipe, plain)}", flush=True)
    train(options, recipe)


if __name__ == "__main__":
    try:
        main()
    except (FileNotFoundError, ValueError) as problem:
        sys.exit(str(problem))
