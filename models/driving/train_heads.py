"""Train the heads of things on cached features; started again with the same --out it goes on from the last checkpoint."""
import argparse
import copy
import math
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from cache_features import channels_of, open_store
from heads import InstanceHeads
from precision import reduced

SAVE_EVERY = 60.0


def heat_loss(logits, heat, known):
    """CornerNet's focal loss (Law, Deng, ECCV 2018): a centre counts, what is near one counts less the nearer it is."""
    centre = (heat >= 0.999).float() * known
    p = logits.sigmoid().clamp(1e-4, 1 - 1e-4)
    hit = -centre * (1 - p).square() * p.log()
    miss = -(1 - centre) * known * (1 - heat).pow(4) * p.square() * (1 - p).log()
    return (hit.sum() + miss.sum()) / centre.sum().clamp(min=1)


def loss_of(outputs, targets, balance):
    logits, offsets = (x.float() for x in outputs)
    heat, way, weight, known, inside = targets[:, :1], targets[:, 1:3], targets[:, 3:4], targets[:, 4:5], targets[:, 5:6]
    missed = (weight * (offsets - way).abs()).sum() / inside.sum().clamp(min=1)
    centres = heat_loss(logits, heat, known)
    return centres + balance * missed, (centres.item(), missed.item())


class Views:
    """Views of all stores, a share of each batch from each store."""

    def __init__(self, folders, shares, seed):
        self.folders, self.taken = folders, 0
        self.shares = np.array(shares) / sum(shares)
        self.rng = np.random.default_rng(seed)

    def batch(self, size):
        if self.taken % 300 == 0:   # more views may have come
            self.stores = [open_store(folder) for folder in self.folders]
        self.taken += 1
        counts = self.rng.multinomial(size, self.shares)
        parts = {name: [] for name in self.stores[0]}
        for store, count in zip(self.stores, counts):
            picks = np.sort(self.rng.choice(len(store["targets"]), count, replace=False))
            for name, array in store.items():
                parts[name].append(array[picks])
        return {name: torch.from_numpy(np.concatenate(each)).float() for name, each in parts.items()}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--features", action="append", required=True, help="folder of cache_features.py; may be given again")
    arguments.add_argument("--share", action="append", type=float, help="of the views, a folder each")
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--minutes", type=float, required=True)
    arguments.add_argument("--rate", type=float, default=2e-3)
    arguments.add_argument("--balance", type=float, default=3.0, help="weight of the offsets")
    arguments.add_argument("--batch", type=int, default=8)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--steps", type=int, help="in place of --minutes, the length of the schedule")
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    Path(options.out).mkdir(parents=True, exist_ok=True)
    path = Path(options.out) / "heads.pt"
    channels = channels_of(options.features[0])
    heads = InstanceHeads(channels, fine=True).to(memory_format=torch.channels_last).train()
    # PyTorch 1.13 gives infinite gradients of depthwise convolutions in bfloat16 where channels are no multiple of 16
    halved = all(count % 16 == 0 for count in channels[1:])
    average = copy.deepcopy(heads)
    groups = [{"params": [p for p in heads.parameters() if (p.ndim > 1) == decays], "weight_decay": 0.02 * decays}
              for decays in (True, False)]
    optimiser = torch.optim.AdamW(groups, lr=options.rate)
    seconds, steps = 0.0, 0
    if path.exists():
        state = torch.load(path)
        heads.load_state_dict(state["heads"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        seconds, steps = state["seconds"], state["steps"]
    views = Views(options.features, options.share or [1.0] * len(options.features), (options.seed, steps))

    def save():
        torch.save({"heads": heads.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict(),
                    "seconds": seconds, "steps": steps}, f"{path}.new")
        os.replace(f"{path}.new", path)

    saved, mean = seconds, None
    while True:
        done = steps / options.steps if options.steps else seconds / 60 / options.minutes
        if done >= 1:
            break
        start = time.monotonic()
        rate = options.rate * min(1.0, (steps + 1) / 100) * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        batch = views.batch(options.batch)
        with reduced("cpu", halved):
            outputs = heads(*(batch[name].contiguous(memory_format=torch.channels_last)
                              for name in ("sixteenth", "eighth", "quarter")))
        loss, parts = loss_of(outputs, batch["targets"], options.balance)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        if not torch.nn.utils.clip_grad_norm_(heads.parameters(), 5.0).isfinite():
            raise ValueError(f"step {steps}: gradients are not finite; {path} is of before. Go on from it with a lower --rate")
        optimiser.step()
        steps += 1
        momentum = min(0.998, (1 + steps) / (10 + steps))
        with torch.no_grad():
            for a, b in zip(average.state_dict().values(), heads.state_dict().values()):
                a.lerp_(b, 1 - momentum) if a.is_floating_point() else a.copy_(b)
        seconds += time.monotonic() - start
        mean = parts if mean is None else tuple(0.98 * m + 0.02 * p for m, p in zip(mean, parts))
        if seconds - saved >= SAVE_EVERY:
            saved = seconds
            save()
            print(f"{seconds:.0f} s, {sum(len(store['targets']) for store in views.stores)} views, step {steps}, centres {mean[0]:.3f}, offsets {mean[1]:.4f}", flush=True)
    save()


if __name__ == "__main__":
    try:
        main()
    except (FileNotFoundError, ValueError) as problem:
        sys.exit(str(problem))
