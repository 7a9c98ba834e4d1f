"""Random views of one labelled image: geometry first, then the camera's faults."""
import io
import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from classes import NAMES, RARE, VOID

INPUT = (512, 288)   # width, height the network is shipped with

PASTED = (*RARE, NAMES.index("car"))


@dataclass(frozen=True)
class Augmentation:
    """How far views stray from the frame.

    crop: width and height of a view; zoom, aspect: ranges (aspect in logs; below 0 it undoes the stretch of 4:3); tilt:
    standard deviation in degrees; faults: how often the camera's faults strike; pasted: how often the things of another
    frame are pasted in.
    """

    crop: tuple
    zoom: tuple
    aspect: tuple
    tilt: float
    faults: float
    pasted: float


CAMERA = Augmentation(crop=(416, 256), zoom=(0.6, 2.2), aspect=(-0.36, 0.2), tilt=2, faults=1.0, pasted=0.3)
RENDERED = Augmentation(crop=INPUT, zoom=(0.9, 1.4), aspect=(-0.05, 0.05), tilt=0.5, faults=0.2, pasted=0.25)


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
    angle = math.radians(rng.normal(0, kind.tilt))
    a, b = step_x * math.cos(angle), step_x * math.sin(angle)
    d, e = -step_y * math.sin(angle), step_y * math.cos(angle)
    flip = rng.random() < 0.5
    a, d = (-a, -d) if flip else (a, d)
    x, y = _focus(label, rng)
    centre_x = _slide(x, rng, step_x * kind.crop[0], width)
    centre_y = _slide(y, rng, step_y * kind.crop[1], height)
    half_x, half_y = kind.crop[0] / 2, kind.crop[1] / 2
    return a, b, centre_x - a * half_x - b * half_y, d, e, centre_y - d * half_x - e * half_y


def _slide(point, rng, extent, size):
    """A crop centre that sees `point` and leaves the image as little as it can."""
    if extent >= size:
        return size / 2
    centre = point + rng.uniform(-0.45, 0.45) * extent
    return min(max(centre, extent / 2), size - extent / 2)


def _colour(image, rng):
    """Saturation, and now and then none of it."""
    if rng.random() < 0.05:
        return image.convert("L").convert("RGB")
    return ImageEnhance.Color(image).enhance(math.exp(rng.uniform(-0.7, 0.7))) if rng.random() < 0.6 else image


def _exposure(image, rng):
    """Brightness, contrast, gamma and each channel's gain, as one table."""
    x = np.arange(256, dtype=np.float32) / 255

    def spread(width):
        return math.exp(rng.uniform(-width, width))

    if rng.random() < 0.8:
        x = x * spread(0.5)
    if rng.random() < 0.8:
        x = 0.45 + (x - 0.45) * spread(0.4)
    if rng.random() < 0.4:
        x = np.clip(x, 0, None) ** spread(0.5)
    channels = np.concatenate([x * spread(0.18) for _ in range(3)])
    return image.point((np.clip(channels, 0, 1) * 255).astype(np.uint8).tolist())


def _blur(image, rng):
    return image.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.8))) if rng.random() < 0.2 else image


def _jpeg(image, rng):
    if rng.random() >= 0.2:
        return image
    file = io.BytesIO()
    image.save(file, "JPEG", quality=int(rng.integers(15, 70)))
    return Image.open(file)


def _noise(image, rng):
    """PIL image -> [H, W, 3] uint8."""
    x = np.array(image)
    if rng.random() >= 0.3:
        return x
    noise = rng.standard_normal(x.shape, dtype=np.float32) * np.float32(rng.uniform(2.5, 15))
    return np.clip(x + noise, 0, 255).astype(np.uint8)


def _spoil(image, rng):
    """PIL image -> [H, W, 3] uint8 as a worse camera would have seen it."""
    return _noise(_jpeg(_exposure(_colour(_blur(image, rng), rng), rng), rng), rng)


def augment(image, label, kind, rng):
    """image [H, W, 3], label [H, W] of any size -> image and label of `kind.crop`, both uint8."""
    affine = _affine(label, kind, rng)
    grey = tuple(int(v) for v in rng.integers(0, 256, 3))
    view = Image.fromarray(image).transform(kind.crop, Image.AFFINE, affine, Image.BILINEAR, fillcolor=grey)
    truth = Image.fromarray(label).transform(kind.crop, Image.AFFINE, affine, Image.NEAREST, fillcolor=VOID)
    return _spoil(view, rng) if rng.random() < kind.faults else np.array(view), np.array(truth)


def paste(image, label, other_image, other_label):
    """The rare things of another view, cut out along their edges and laid over this one, in place."""
    things = np.isin(other_label, PASTED)
    image[things] = other_image[things]
    label[things] = other_label[things]
