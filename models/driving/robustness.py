"""Score weights on spoilt images: python3 robustness.py --weights W --images DIR --labels DIR."""
import argparse
import io

import numpy as np
import torch
from PIL import Image, ImageEnhance, ImageFilter

from evaluate import evaluate, load_network
from iou import table
from labelled import load_pairs


def _jpeg(image, quality):
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file)


FAULTS = {
    "none": lambda image: image,
    "brightness × 0.6": lambda image: ImageEnhance.Brightness(image).enhance(0.6),
    "brightness × 1.4": lambda image: ImageEnhance.Brightness(image).enhance(1.4),
    "contrast × 0.6": lambda image: ImageEnhance.Contrast(image).enhance(0.6),
    "contrast × 1.4": lambda image: ImageEnhance.Contrast(image).enhance(1.4),
    "blur, radius 1.5": lambda image: image.filter(ImageFilter.GaussianBlur(1.5)),
    "JPEG, quality 20": lambda image: _jpeg(image, 20),
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", required=True)
    arguments.add_argument("--images", required=True)
    arguments.add_argument("--labels", required=True)
    options = arguments.parse_args()
    torch.set_num_threads(2)
    network, pairs = load_network(options.weights), load_pairs(options.images, options.labels)
    for name, fault in FAULTS.items():
        print(f"{name}: {table(evaluate(network, pairs, lambda image: np.array(fault(Image.fromarray(image)))))}", flush=True)


if __name__ == "__main__":
    main()
