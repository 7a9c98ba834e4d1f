"""Fit what is done to logits after a training on labelled images that it did not see: python3 calibrate.py --weights W --images DIR
--labels DIR --out FILE.json; `export.py --calibration FILE.json` writes it into the last convolution.

First an offset for each class: a training that weighs rare classes more, and hard pixels alone, says them too often, and thin ones lose
against what is around them. Then a temperature, so that confidence is right.
"""
import argparse

import torch
from torch.nn import functional as F

from calibration import Calibration
from classes import NAMES, VOID
from evaluate import add_options, logits_of, opened
from iou import confusion, iou, mean

EVERY = 7   # one of so many pixels is looked at
BINS = 15
STEPS = (0.5, 0.25, 0.125)   # of an offset, nats
ROUNDS = 3
# mIoU that an offset of one nat has to bring, squares added up: what brings less is noise of the few images it is fitted on
PENALTY = 0.002


def sample(network, pairs):
    """-> logits [N, classes], true classes [N], of pixels that are not void, and which image each is of [N]."""
    logits, truths, images = [], [], []
    for number, (image, label) in enumerate(pairs):
        truth = torch.from_numpy(label).flatten()[::EVERY]
        own = logits_of(network, image).flatten(1)[:, ::EVERY].T.cpu()
        logits.append(own[truth != VOID])
        truths.append(truth[truth != VOID].long())
        images.append(torch.full_like(truths[-1], number))
    return torch.cat(logits), torch.cat(truths), torch.cat(images)


def fit_offsets(logits, truths):
    """-> [classes]: the offsets of the highest mIoU less a ridge on them, found a class and a step at a time."""
    offsets = torch.zeros(logits.shape[1])

    def worth(tried):
        return mean(confusion((logits + tried).argmax(1), truths)) - PENALTY * tried.square().sum().item()

    best = worth(offsets)
    for step in STEPS:
        for _ in range(ROUNDS):
            before = best
            for number in range(len(offsets)):
                for change in (step, -step):
                    tried = offsets.clone()
                    tried[number] += change
                    while (now := worth(tried)) > best + 1e-5:
                        best, offsets = now, tried.clone()
                        tried[number] += change
            if best == before:
                break
    return offsets


def fit_temperature(logits, truths):
    """The temperature of the least cross-entropy (Guo et al., ICML 2017)."""
    log = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([log], max_iter=30, line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        value = F.cross_entropy(logits / log.exp(), truths)
        value.backward()
        return value

    optimiser.step(loss)
    return log.exp().item()


def calibration_error(logits, truths):
    """Expected calibration error, 0…1: the mean distance of confidence from accuracy over bins of confidence."""
    confidence, said = logits.softmax(1).max(1)
    bins = (confidence * BINS).long().clamp(max=BINS - 1)
    gap = torch.zeros(BINS).index_add(0, bins, confidence - (said == truths).float())
    return (gap.abs().sum() / len(truths)).item()


def doubt(logits, truths, wanted=0.5):
    """-> by class, the confidence below which a pixel called so is right less often than `wanted`; 0: it always is more often."""
    confidence, said = logits.softmax(1).max(1)
    thresholds = {}
    for number, name in enumerate(NAMES):
        own = said == number
        order = confidence[own].argsort()
        # what is gained by leaving out all pixels up to here: most at the threshold
        lost = ((truths[own] == number)[order].float() - wanted).cumsum(0)
        thresholds[name] = confidence[own][order][lost.argmin()].item() if len(lost) and lost.min() < 0 else 0.0
    return thresholds


def held_out(logits, truths, images):
    """What offsets bring that were fitted on the other half of the images, first and second -> (mIoU before, after) of each half."""
    first = images < (images.max() + 1) / 2
    pairs = []
    for own in (first, ~first):
        offsets = fit_offsets(logits[~own], truths[~own])
        pairs.append(tuple(mean(confusion((logits[own] + add).argmax(1), truths[own])) for add in (0, offsets)))
    return pairs


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    add_options(arguments)
    arguments.add_argument("--out", help="JSON file for what was found")
    options = arguments.parse_args()
    logits, truths, images = sample(*opened(options))
    offsets = fit_offsets(logits, truths)
    for before, after in held_out(logits, truths, images):
        print(f"fitted on one half of the images, mIoU of the other: {before:.4f} before, {after:.4f} after")
    shifted = logits + offsets
    temperature = fit_temperature(shifted, truths)
    thresholds = {name: round(value, 2) for name, value in doubt(shifted / temperature, truths).items()}
    found = Calibration(round(temperature, 3), {name: value for name, value in zip(NAMES, offsets.tolist()) if value}, thresholds)
    matrices = [confusion(x.argmax(1), truths) for x in (logits, shifted)]
    print(f"offsets {found.offsets}; mIoU {mean(matrices[0]):.4f} before, {mean(matrices[1]):.4f} after: "
          + ", ".join(f"{name} {value:.3f}" for name, value in zip(NAMES, iou(matrices[1]).tolist())))
    before, after = (100 * calibration_error(x, truths) for x in (logits, shifted / temperature))
    print(f"temperature {temperature:.3f}; expected calibration error {before:.2f} % before, {after:.2f} % after")
    print("wrong more often than right below: " + ", ".join(f"{name} {value:.2f}" for name, value in thresholds.items()))
    if options.out:
        found.write(options.out)


if __name__ == "__main__":
    main()
