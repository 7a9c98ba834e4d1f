"""Train the trunk to be taught: python3 train.py --start KERAS.h5 --street DIR --clip FILE … --minutes N --out DIR.

Each step is a lesson: the ridge classifier is fitted in closed form to strokes on two views, and what it then says of two others
is compared with the truth; the gradient goes through the fit. Beside it the maps of other pictures stay near those of the network that
was started from, and so do the weights. Started again with the same --out, it goes on from its last checkpoint.
"""
import argparse
import copy
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import ridge
from episodes import VOID, Lessons, Look, cut
from normalise import normalise
from pictures import load_clip, load_seen, load_street
from samples import read
from strokes import strokes
from trunk import imagenet_trunk, normalise_map
from weights import go_on_from

STROKED, ASKED = 400, 800   # samples that are fitted, places of each view that are compared
SHARE = 0.017


def batch(pictures):
    """[B, H, W, 3] uint8 -> [B, 3, H, W] float32."""
    return normalise(torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2))


def places(truth, rng):
    """Where a view is compared: two thirds anywhere, one third in every class alike -> y, x of [N]."""
    flat = truth.ravel()
    valid = np.flatnonzero(flat != VOID)
    anywhere = rng.choice(valid, ASKED * 2 // 3)
    present = np.unique(flat[valid])
    alike = [rng.choice(np.flatnonzero(flat == c), ASKED // 3 // len(present)) for c in present]
    return np.divmod(np.concatenate([anywhere, *alike]), truth.shape[1])


def of_view(maps, view):
    return [x[view:view + 1] for x in maps]


def sampled(maps, view, truth, y, x):
    columns = read(of_view(maps, view), torch.from_numpy(y), torch.from_numpy(x))
    return columns, torch.from_numpy(truth[y, x]).long()


def lesson_loss(maps, truths, kinds, temperature, rng):
    """Cross-entropy of what a classifier fitted to views 0 and 1 says of views 2 and 3; None where nothing can be taught."""
    rows = int(truths[truths != VOID].max()) + 1
    taught = []
    for view in (0, 1):
        y, x = np.nonzero(strokes(kinds[view], np.unique(kinds[view][truths[view] != VOID]), SHARE, rng))
        kept = rng.permutation(len(y))[:STROKED // 2]
        taught.append(sampled(maps, view, truths[view], y[kept], x[kept]))
    columns, classes = (torch.cat(part) for part in zip(*taught))
    if len(classes.unique()) < 2:
        return None
    weights, bias = ridge.fit(columns, classes, rows)
    known = torch.zeros(VOID + 1, dtype=torch.bool)
    known[classes] = True
    losses = []
    for view in (2, 3):
        asked, truth = sampled(maps, view, truths[view], *places(truths[view], rng))
        asked, truth = asked[known[truth]], truth[known[truth]]
        losses.append(F.cross_entropy((asked @ weights.T + bias) * temperature.exp(), truth))
    return sum(losses) / 2


def map_distance(maps, wanted):
    """Mean over the maps of the squared difference, in squares of their length."""
    return sum((a - b).square().sum(1).mean() * a.shape[1] for a, b in zip(maps, wanted)) / len(maps)


class Training:
    def __init__(self, options):
        self.options = options
        self.original = imagenet_trunk(options.start).to(memory_format=torch.channels_last).requires_grad_(False)
        self.trunk = copy.deepcopy(self.original).requires_grad_(True)
        if options.go_on:
            go_on_from(self.trunk, options.go_on)
        self.average = copy.deepcopy(self.trunk).requires_grad_(False)
        self.temperature = torch.nn.Parameter(torch.tensor(math.log(6.0)))
        self.optimiser = torch.optim.Adam([
            {"params": list(self.trunk.parameters()), "lr": options.rate},
            {"params": [self.temperature], "lr": 1e-2},
        ], betas=(0.9, 0.99))
        self.steps, self.seconds, self.means = 0, 0.0, np.zeros(3)

    def path(self):
        return Path(self.options.out, "last.pt")

    def save(self):
        Path(self.options.out).mkdir(parents=True, exist_ok=True)
        state = {"trunk": self.trunk.state_dict(), "average": self.average.state_dict(), "optimiser": self.optimiser.state_dict(),
                 "temperature": self.temperature.detach(), "steps": self.steps, "seconds": self.seconds}
        torch.save(state, self.path().with_suffix(".part"))
        self.path().with_suffix(".part").replace(self.path())

    def restore(self):
        if not self.path().exists():
            return
        state = torch.load(self.path(), map_location="cpu")
        self.trunk.load_state_dict(state["trunk"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.temperature.data.copy_(state["temperature"])
        self.steps, self.seconds = state["steps"], state["seconds"]

    def stray(self):
        """How far the weights are from where they started, in shares of their length."""
        pairs = zip(self.trunk.parameters(), self.original.parameters())
        return sum((a - b).square().sum() / b.square().sum().clamp(min=1e-3) for a, b in pairs) / len(list(self.original.parameters()))

    def step(self, lessons, rng):
        done = self.seconds / (60 * self.options.minutes)
        rate = min(1, self.steps / 40) * (0.5 + 0.5 * math.cos(math.pi * min(1, done)))
        self.optimiser.param_groups[0]["lr"] = self.options.rate * max(rate, 0.01)
        pictures, truths, kinds = lessons.next(rng)
        (plain,) = cut(rng, lessons.picture(rng))
        seen = Look(rng).on(plain, rng) if rng.random() < 0.5 else plain
        maps = [normalise_map(x) for x in self.trunk(batch(np.concatenate([pictures, seen[None]])))]
        with torch.no_grad():
            wanted = [normalise_map(x) for x in self.original(batch(np.concatenate([pictures[3:], plain[None]])))]
        lesson = lesson_loss(maps, truths, kinds, self.temperature, rng)
        near = map_distance([x[3:] for x in maps], wanted)
        stray = self.stray()
        loss = self.options.near * near + self.options.stray * stray + (0 if lesson is None else lesson)
        self.optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.trunk.parameters(), 1.0)
        self.optimiser.step()
        self.follow()
        self.means = self.means * 0.98 + 0.02 * np.array([lesson.item() if lesson is not None else self.means[0] / 0.98,
                                                          near.item(), stray.item()])

    @torch.no_grad()
    def follow(self):
        """The average over the last hundreds of steps is what ships."""
        keep = min(0.995, self.steps / (self.steps + 10))
        for mean, own in zip(self.average.parameters(), self.trunk.parameters()):
            mean.mul_(keep).add_(own, alpha=1 - keep)

    def run(self, lessons):
        saved = time.time()
        while self.seconds < 60 * self.options.minutes:
            began = time.time()
            self.step(lessons, np.random.default_rng((self.options.seed, self.steps)))
            self.seconds += min(2.0, time.time() - began)
            self.steps += 1
            if self.steps % 50 == 0:
                told = self.means / (1 - 0.98 ** self.steps)
                print(f"{self.steps}: {self.seconds:.0f} s, lesson {told[0]:.3f}, near {told[1]:.3f}, stray {told[2]:.4f}, "
                      f"temperature {self.temperature.exp().item():.1f}", flush=True)
            if time.time() - saved > 60:
                self.save()
                saved = time.time()
        self.save()


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--start", required=True, help="Keras' MobileNet v1 × 0.25 (.h5)")
    arguments.add_argument("--from", dest="go_on", help="an exported file, to go on from; what it stays near is --start as before")
    arguments.add_argument("--street", required=True, help="folder with images, labels, instances, as npm run street writes it")
    arguments.add_argument("--per-drive", type=int, default=6, help="the --per-seed that the street was written with")
    arguments.add_argument("--clip", action="append", default=[], help="a video, or several: places to hold things into")
    arguments.add_argument("--seen", help="folder with images, labels of clips, as npm run label:features writes them")
    arguments.add_argument("--minutes", type=float, required=True, help="time in steps, over all restarts")
    arguments.add_argument("--out", required=True, help="checkpoints")
    arguments.add_argument("--rate", type=float, default=3e-4)
    arguments.add_argument("--near", type=float, default=1.0, help="weight of the maps' distance")
    arguments.add_argument("--stray", type=float, default=1.0, help="weight of the weights' distance")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    training = Training(options)
    training.restore()
    scenes = [load_clip(path) for path in options.clip]
    training.run(Lessons(load_street(options.street, options.per_drive), scenes, load_seen(options.seen) if options.seen else []))


if __name__ == "__main__":
    main()
