"""Labelled images on disk."""
from pathlib import Path

import numpy as np
from PIL import Image

from classes import VOID


def read_pair(image_path, label_path):
    """-> image [H, W, 3] uint8, label [H, W] uint8."""
    image = np.array(Image.open(image_path).convert("RGB"))
    label = np.array(Image.open(label_path))
    if label.ndim != 2 or label.shape != image.shape[:2]:
        raise ValueError(f"{label_path}: expected an 8-bit grey label image of {image.shape[1]}×{image.shape[0]}")
    if label.max() > VOID:
        raise ValueError(f"{label_path}: class {label.max()} is outside 0..{VOID}")
    return image, label


def pair_paths(images, labels):
    """Every image in folder `images` with the PNG of the same stem in `labels` -> list of (image, label) paths."""
    if not Path(images).is_dir():
        raise FileNotFoundError(f"{images} is no folder: give the folder that README.md describes")
    paths = sorted(path for path in Path(images).iterdir() if path.suffix in (".jpg", ".jpeg", ".png"))
    if not paths:
        raise FileNotFoundError(f"{images}: no images")
    pairs = [(path, Path(labels) / f"{path.stem}.png") for path in paths]
    for image, label in pairs:
        if not label.exists():
            raise FileNotFoundError(f"{image} has no label: {label} is missing")
    return pairs


def load_pairs(images, labels):
    """The same, decoded."""
    return [read_pair(*pair) for pair in pair_paths(images, labels)]
