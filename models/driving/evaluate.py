"""Score weights on labelled images at their full size: python3 evaluate.py --weights W --images DIR --labels DIR."""
import argparse

import torch
from torch.nn import functional as F

from calibration import read_calibration
from classes import NAMES
from family import INPUT
from iou import confusion, table
from labelled import load_pairs
from normalise import normalise
from weights_file import load_network


def stretched(image, device):
    """[H, W, 3] uint8 -> [1, 3, h, w] float32 of the network's size, 0 to 255."""
    frame = torch.from_numpy(image).to(device).permute(2, 0, 1).unsqueeze(0).float()
    return F.interpolate(frame, size=INPUT[::-1], mode="bilinear", align_corners=False)


@torch.no_grad()
def logits_of(network, image):
    """[H, W, 3] uint8 -> [classes, H, W] float32: stretched to the network's input, logits stretched back."""
    logits = network(normalise(stretched(image, network.head.weight.device))).float()
    return F.interpolate(logits, size=image.shape[:2], mode="bilinear", align_corners=False)[0]


def evaluate(network, pairs, fault=lambda image: image):
    """-> confusion matrix over all pairs; `fault` may spoil each image first."""
    network.eval()
    matrix = torch.zeros(len(NAMES), len(NAMES), dtype=torch.long)
    for image, label in pairs:
        matrix += confusion(logits_of(network, fault(image)).argmax(0).cpu(), torch.from_numpy(label))
    return matrix


def add_options(arguments):
    """What every command wants that looks at labelled images."""
    arguments.add_argument("--weights", required=True, help="checkpoint of train.py (.pt) or exported model (.onnx)")
    arguments.add_argument("--images", required=True)
    arguments.add_argument("--labels", required=True)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--calibration", help="of calibrate.py --out: measured as export.py would ship it")


def opened(options):
    """-> network, pairs."""
    torch.set_num_threads(options.threads)
    network = read_calibration(options.calibration).apply(load_network(options.weights, options.device))
    return network, load_pairs(options.images, options.labels)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    add_options(arguments)
    print(table(evaluate(*opened(arguments.parse_args()))))


if __name__ == "__main__":
    main()
