"""Fit a temperature on labelled images, and say how far confidence is from truth before and after: python3 calibrate.py --weights W
--images DIR --labels DIR.

`export.py --temperature T` writes it into the last convolution, so that it costs nothing and a manifest need not know of it.
"""
import argparse

import torch
from torch.nn import functional as F

from classes import NAMES, VOID
from evaluate import add_options, logits_of, opened

EVERY = 7   # one of so many pixels is looked at
BINS = 15


def sample(network, pairs):
    """-> logits [N, classes], true classes [N], of pixels that are not void."""
    logits, truths = [], []
    for image, label in pairs:
        truth = torch.from_numpy(label).flatten()[::EVERY]
        own = logits_of(network, image).flatten(1)[:, ::EVERY].T.cpu()
        logits.append(own[truth != VOID])
        truths.append(truth[truth != VOID].long())
    return torch.cat(logits), torch.cat(truths)


def fit(logits, truths):
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


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    add_options(arguments)
    logits, truths = sample(*opened(arguments.parse_args()))
    temperature = fit(logits, truths)
    before, after = (100 * calibration_error(logits / t, truths) for t in (1, temperature))
    print(f"temperature {temperature:.3f}; expected calibration error {before:.2f} % before, {after:.2f} % after")
    print("right less than half the time below: " + ", ".join(
        f"{name} {value:.2f}" for name, value in doubt(logits / temperature, truths).items()))


if __name__ == "__main__":
    main()
