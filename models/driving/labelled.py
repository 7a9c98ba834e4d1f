"""Labelled images, held decoded in memory."""
from pathlib import Path

import numpy as np
from PIL import Image

from classes import VOID


def _pair(image_path, label_path):
    """-> image [H, W, 3] uint8, label [H, W] uint8."""
    if not label_path.exists():
        raise FileNotFoundError(f"{image_path} has no label: {label_path} is missing")
    image = np.array(Image.open(image_path).convert("RGB"))
    label = np.array(Image.open(label_path))
    if label.ndim != 2 or label.shape != image.shape[:2]:
        raise ValueError(f"{label_path}: expected an 8-bit grey label image of {image.shape[1]}×{image.shape[0]}")
    if label.max() > VOID:
        raise ValueError(f"{label_path}: class {label.max()} is outside 0..{VOID}")
    return image, label


def load_pairs(images, labels):
    """Every image in folder `images` with the PNG of the same stem in `labels` -> list of (image, label)."""
    if not Path(images).is_dir():
        raise FileNotFoundError(f"{images} is no folder: give the folder that README.md describes")
    paths = sorted(path for path in Path(images).iterdir() if path.suffix in (".jpg", ".jpeg", ".png"))
    if not paths:
        raise FileNotFoundError(f"{images}: no images")
    return [_pair(path, Path(labels) / (path.stem + ".png")) for path in paths]


def load_camvid(root, split):
    """The CamVid layout: ROOT/train, ROOT/trainannot, ROOT/val, ROOT/valannot."""
    return load_pairs(Path(root) / split, Path(root) / (split + "annot"))


def load_street(root, split):
    """The layout of exported street frames: ROOT/train/images, ROOT/train/labels, ROOT/val/…"""
    return load_pairs(Path(root) / split / "images", Path(root) / split / "labels")
