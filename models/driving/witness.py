"""Cars and people that a second network did not see are not learnt from: a guard rail is no car because a small teacher says so.

The second network is DeepLab of Pascal VOC, whose ids `npm run label:features` writes beside the frames it looked at.
"""
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from scipy import ndimage

from classes import NAMES
from labelled import pair_paths

CAR, PEDESTRIAN, BICYCLIST = (NAMES.index(name) for name in ("car", "pedestrian", "bicyclist"))
SEEN_AS = {CAR: CAR, PEDESTRIAN: PEDESTRIAN, BICYCLIST: PEDESTRIAN}   # VOC calls a bicyclist a person
LEAST = 6       # places of the grid: of what is smaller, the second network cannot tell
AGREED = 0.05   # share of a region that it must have seen


def read_seen(folder, size):
    """The ids of every picture in DIR/images, in the order of their names -> [N, *size] uint8, nearest."""
    images, labels = Path(folder, "images"), Path(folder, "labels")
    if not labels.is_dir():
        raise FileNotFoundError(f"{folder}: no labels: npm run label:features writes them")
    return np.stack([np.array(Image.open(path).resize(size[::-1], Image.NEAREST)) for _, path in pair_paths(images, labels)])


def _regions(of_class):
    numbers, found = ndimage.label(of_class, structure=np.ones((3, 3)))
    return (numbers == number for number in range(1, found + 1))


def heeded(logs, seen):
    """logs [classes, h, w] of one frame, `seen` [h, w] uint8 of it -> logs, -inf in each region of cars or people that was not seen.

    What else such a region is stays open: far cars are missed by the second network, too.
    """
    said, out = logs.argmax(0).numpy(), logs.clone()
    for mine, theirs in SEEN_AS.items():
        for region in _regions(said == mine):
            if region.sum() >= LEAST and (seen[region] == theirs).mean() < AGREED:
                out[:, torch.from_numpy(region)] = -torch.inf
    return out
