"""Score weights on spoilt images: python3 robustness.py --weights W --images DIR --labels DIR."""
import argparse
import io

import numpy as np
import torch
from PIL import Image, ImageEnhance, ImageFilter

from evaluate import add_options, evaluate, opened
from faults import rain
from iou import mean, table


def _jpeg(image, quality):
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file)


def _noisy(image, sigma):
    noise = np.random.default_rng(1).normal(0, sigma, (image.height, image.width, 3))
    return np.clip(np.array(image) + noise, 0, 255).astype(np.uint8)


def _rainy(image):
    """The same rain on every image, at full strength."""
    torch.manual_seed(1)
    x = torch.from_numpy(np.array(image)).permute(2, 0, 1).unsqueeze(0).float() / 255
    x = rain(x, np.random.default_rng(1), 1.0)[0].clamp(0, 1) * 255
    return x.permute(1, 2, 0).to(torch.uint8).numpy()


FAULTS = {
    "none": lambda image: image,
    "brightness × 0.6": lambda image: ImageEnhance.Brightness(image).enhance(0.6),
    "brightness × 1.4": lambda image: ImageEnhance.Brightness(image).enhance(1.4),
    "contrast × 0.6": lambda image: ImageEnhance.Contrast(image).enhance(0.6),
    "contrast × 1.4": lambda image: ImageEnhance.Contrast(image).enhance(1.4),
    "blur, radius 1.5": lambda image: image.filter(ImageFilter.GaussianBlur(1.5)),
    "JPEG, quality 20": lambda image: _jpeg(image, 20),
    "noise, sigma 12": lambda image: _noisy(image, 12),
    "rain": _rainy,
}


def spoilt(network, pairs):
    """-> confusion matrix by fault, one after another."""
    for name, fault in FAULTS.items():
        yield name, evaluate(network, pairs, lambda image, fault=fault: np.array(fault(Image.fromarray(image))))


def points_lost(network, pairs):
    """-> points of mIoU lost by fault, "none" left out."""
    (_, whole), *others = ((name, mean(matrix)) for name, matrix in spoilt(network, pairs))
    return {name: 100 * (whole - value) for name, value in others}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    add_options(arguments)
    for name, matrix in spoilt(*opened(arguments.parse_args())):
        print(f"{name}: {table(matrix)}", flush=True)


if __name__ == "__main__":
    main()
