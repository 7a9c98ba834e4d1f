"""Random views of one labelled image: geometry first, then the camera's faults."""
import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from classes import RARE, VOID

INPUT = (512, 288)   # width, height the network is shipped with
CROP = (416, 256)    # width, height it is trained on


@dataclass(frozen=True)
class Augmentation:
    """How far views stray from the frame: ranges of zoom and log aspect, and how often the camera's faults strike."""

    zoom: tuple
    aspect: tuple
    faults: float


CAMERA = Augmentation(zoom=(0.7, 2.0), aspect=(-0.32, 0.16), faults=1.0)   # aspect below 0 undoes the stretch of 4:3
RENDERED = Augmentation(zoom=(0.9, 1.6), aspect=(-0.1, 0.1), faults=0.4)


def _focus(label, rng):
    """A point (x, y) in source pixels: half the time on a rare class, else anywhere."""
    height, width = label.shape
    if rng.random() < 0.5:
        present = [c for c in RARE if (label == c).any()]
        if present:
            points = np.flatnonzero(label == rng.choice(present))
            point = int(rng.choice(points))
            return point % width, point // width
    return rng.random() * width, rng.random() * height


def _affine(label, kind, rng):
    """Coefficients (a, b, c, d, e, f) from crop pixels to source pixels, as PIL's AFFINE wants them."""
    height, width = label.shape
    zoom = math.exp(rng.uniform(*np.log(kind.zoom)))
    aspect = math.exp(rng.uniform(*kind.aspect))
    step_x = width / INPUT[0] / zoom / math.sqrt(aspect)
    step_y = height / INPUT[1] / zoom * math.sqrt(aspect)
    angle = math.radians(rng.normal(0, 2))
    a, b = step_x * math.cos(angle), step_x * math.sin(angle)
    d, e = -step_y * math.sin(angle), step_y * math.cos(angle)
    flip = rng.random() < 0.5
    a, d = (-a, -d) if flip else (a, d)
    x, y = _focus(label, rng)
    centre_x = _slide(x, rng, step_x * CROP[0], width)
    centre_y = _slide(y, rng, step_y * CROP[1], height)
    half_x, half_y = CROP[0] / 2, CROP[1] / 2
    return a, b, centre_x - a * half_x - b * half_y, d, e, centre_y - d * half_x - e * half_y


def _slide(point, rng, extent, size):
    """A crop centre that sees `point` and leaves the image as little as it can."""
    if extent >= size:
        return size / 2
    centre = point + rng.uniform(-0.45, 0.45) * extent
    return min(max(centre, extent / 2), size - extent / 2)


def _colour(image, rng):
    for enhancer, spread in ((ImageEnhance.Brightness, 0.35), (ImageEnhance.Contrast, 0.35), (ImageEnhance.Color, 0.5)):
        if rng.random() < 0.8:
            image = enhancer(image).enhance(math.exp(rng.uniform(-spread, spread)))
    return image


def _blur(image, rng):
    return image.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.8))) if rng.random() < 0.2 else image


def _jpeg(image, rng):
    if rng.random() >= 0.2:
        return image
    file = io.BytesIO()
    image.save(file, "JPEG", quality=int(rng.integers(15, 70)))
    return Image.open(file)


def _sensor(image, rng):
    """[H, W, 3] uint8 -> the same: channel gains, gamma and noise."""
    x = np.asarray(image, dtype=np.float32) / 255
    x = x * np.exp(rng.uniform(-0.12, 0.12, 3)).astype(np.float32)
    if rng.random() < 0.3:
        x = np.clip(x, 0, None) ** np.float32(math.exp(rng.uniform(-0.4, 0.4)))
    if rng.random() < 0.3:
        x = x + rng.standard_normal(x.shape, dtype=np.float32) * np.float32(rng.uniform(0.01, 0.06))
    return (np.clip(x, 0, 1) * 255).astype(np.uint8)


def _spoil(image, rng):
    """PIL image -> [H, W, 3] uint8 as a worse camera would have seen it."""
    return _sensor(_jpeg(_blur(_colour(image, rng), rng), rng), rng)


def augment(image, label, kind, rng):
    """image [H, W, 3], label [H, W] of any size -> image [256, 416, 3], label [256, 416], both uint8."""
    affine = _affine(label, kind, rng)
    grey = tuple(int(v) for v in rng.integers(0, 256, 3))
    view = Image.fromarray(image).transform(CROP, Image.AFFINE, affine, Image.BILINEAR, fillcolor=grey)
    truth = Image.fromarray(label).transform(CROP, Image.AFFINE, affine, Image.NEAREST, fillcolor=VOID)
    return _spoil(view, rng) if rng.random() < kind.faults else np.array(view), np.array(truth)
