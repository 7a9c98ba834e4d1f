"""Train the driving network; started again with the same --out it goes on from the last checkpoint.

The schedule runs on seconds spent in training steps, so pausing the process, or a restart, costs nothing.
"""
import argparse
import copy
import math
import os
import sys
import time
from pathlib import Path

import torch

from augmentation import CAMERA, RENDERED
from backbone import load_imagenet
from evaluate import evaluate
from iou import table
from labelled import load_camvid, load_street
from loss import class_weights, training_loss
from network import DrivingNetwork
from normalise import normalise
from onnx_weights import load_onnx
from views import batches

LONGEST_STEP = 1.0   # seconds; what exceeds it was a pause, or another process had the processor (with --until it counts)
SAVE_EVERY = 60.0
EVALUATE_EVERY = 1200.0
CALIBRATION_BATCHES = 6


class Training:
    """Everything a checkpoint holds: weights, their moving average, the optimiser, seconds and steps done."""

    def __init__(self, options):
        self.options = options
        self.network = DrivingNetwork(not options.coarse).to(memory_format=torch.channels_last)
        if options.backbone:
            load_imagenet(self.network.trunk, options.backbone)
        self.average = copy.deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(self._groups(), lr=options.rate)
        self.seconds, self.steps = 0.0, 0

    def _groups(self):
        """Pretrained layers learn slower; biases and norms do not decay."""
        groups = {}
        for name, parameter in self.network.named_parameters():
            pretrained = bool(self.options.backbone) and name.startswith("trunk.")
            decay = 0.02 if parameter.ndim > 1 else 0.0
            groups.setdefault((0.4 if pretrained else 1.0, decay), []).append(parameter)
        return [{"params": group, "factor": factor, "weight_decay": decay} for (factor, decay), group in groups.items()]

    def start_from_onnx(self, path, views):
        """Exported weights; the batch norms calibrate themselves on `views` [B, 3, H, W] uint8."""
        load_onnx(self.network, path, normalise(views))
        self.average.load_state_dict(self.network.state_dict())

    def load(self, path, only_weights=False):
        state = torch.load(path, map_location="cpu")
        self.network.load_state_dict(state["average" if only_weights else "network"])
        self.average.load_state_dict(state["average"])
        if not only_weights:
            self.optimiser.load_state_dict(state["optimiser"])
            self.seconds, self.steps = state["seconds"], state["steps"]

    def save(self, path):
        state = {"network": self.network.state_dict(), "average": self.average.state_dict(),
                 "optimiser": self.optimiser.state_dict(), "seconds": self.seconds, "steps": self.steps}
        torch.save(state, f"{path}.new")
        os.replace(f"{path}.new", path)

    def total(self):
        """Seconds of training in all: what was asked for, less what does not fit before `--until`."""
        asked = 60 * self.options.minutes
        return asked if self.options.until is None else min(asked, self.seconds + max(0.0, self.options.until - time.time()))

    def done(self):
        return min(1.0, self.seconds / max(self.total(), 1e-6))

    def set_rate(self):
        """Linear warm-up over the first minute, then half a cosine down to nothing."""
        done = self.done()
        rate = self.options.rate * min(1.0, (self.seconds + 1) / 60) * 0.5 * (1 + math.cos(math.pi * done))
        for group in self.optimiser.param_groups:
            group["lr"] = rate * group["factor"]

    def step(self, images, labels, weights):
        """One update; returns the loss."""
        self.set_rate()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = self.network(normalise(images))
        loss = training_loss(outputs, labels, weights, self.options.overlap)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.steps += 1
        self._average()
        return loss.item()

    @torch.no_grad()
    def _average(self):
        momentum = min(0.998, (1 + self.steps) / (10 + self.steps))
        for mean, value in zip(self.average.state_dict().values(), self.network.state_dict().values()):
            if mean.is_floating_point():
                mean.lerp_(value, 1 - momentum)
            else:
                mean.copy_(value)


def load_sources(options):
    """-> training sources [(pairs, share)], validation pairs by name."""
    sources, held_out = [], {}
    if options.camvid:
        sources.append((load_camvid(options.camvid, "train"), 1 - options.street_share if options.street else 1.0))
        held_out["camvid val"] = load_camvid(options.camvid, "val")
    if options.street:
        sources.append((load_street(options.street, "train"), options.street_share if options.camvid else 1.0))
        held_out["street val"] = load_street(options.street, "val")[:60]
    return sources, held_out


def report(training, held_out):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        for name, pairs in held_out.items():
            print(f"{training.seconds:.0f} s, {name}: {table(evaluate(training.average, pairs))}", flush=True)


def train(training, options):
    sources, held_out = load_sources(options)
    weights = class_weights(sources)
    print("class weights", [round(w, 2) for w in weights.tolist()], flush=True)
    stream = batches(sources, CAMERA if options.camvid else RENDERED, (options.seed, training.steps), options.batch)
    path = Path(options.out) / "last.pt"
    saved = evaluated = training.seconds
    mean = 0.0
    longest = LONGEST_STEP if options.until is None else math.inf
    if training.steps == 0 and str(options.start).endswith(".onnx"):
        views = [next(stream)[0] for _ in range(CALIBRATION_BATCHES)]
        training.start_from_onnx(options.start, torch.cat(views))
    training.network.train()
    while training.done() < 1:
        start = time.monotonic()
        loss = training.step(*next(stream), weights)
        training.seconds += min(longest, time.monotonic() - start)
        mean = loss if mean == 0.0 else 0.98 * mean + 0.02 * loss
        if training.seconds - saved >= SAVE_EVERY:
            saved = training.seconds
            training.save(path)
            print(f"{saved:.0f} s, step {training.steps}, loss {mean:.3f}", flush=True)
        if training.seconds - evaluated >= EVALUATE_EVERY:
            evaluated = training.seconds
            report(training, held_out)
    training.save(path)
    report(training, held_out)


def clock(text):
    """"HH:MM" -> the next such moment, in seconds since the epoch."""
    now = time.localtime()
    hour, minute = (int(part) for part in text.split(":"))
    moment = time.mktime((*now[:3], hour, minute, 0, 0, 0, -1))
    return moment if moment > time.time() else moment + 86400


def parse():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--camvid", help="folder with train, trainannot, val, valannot")
    arguments.add_argument("--street", help="folder with train/images, train/labels, val/images, val/labels")
    arguments.add_argument("--street-share", type=float, default=0.35, help="share of street views when both are given")
    arguments.add_argument("--minutes", type=float, required=True, help="of training steps, over all restarts")
    arguments.add_argument("--out", required=True, help="folder for checkpoints")
    arguments.add_argument("--backbone", help="MobileNet v1 × 0.25 ImageNet weights (.h5) to start the trunk from")
    arguments.add_argument("--start", help="checkpoint (.pt) or exported model (.onnx) whose weights to start from")
    arguments.add_argument("--until", type=clock, help="HH:MM, local time: the schedule shrinks so as to end by then")
    arguments.add_argument("--coarse", action="store_true", help="logits at 1/4 instead of 1/2")
    arguments.add_argument("--rate", type=float, default=2e-3)
    arguments.add_argument("--overlap", type=float, default=0.5, help="share of the soft IoU in the loss")
    arguments.add_argument("--batch", type=int, default=8)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=2)
    options = arguments.parse_args()
    if not (options.camvid or options.street):
        arguments.error("give --camvid, --street or both")
    return options


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    Path(options.out).mkdir(parents=True, exist_ok=True)
    training = Training(options)
    last = Path(options.out) / "last.pt"
    if last.exists():
        training.load(last)
    elif options.start and not options.start.endswith(".onnx"):
        training.load(options.start, only_weights=True)
    train(training, options)


if __name__ == "__main__":
    try:
        main()
    except (FileNotFoundError, ValueError) as problem:
        sys.exit(str(problem))
