"""Score weights on labelled images at their full size: python3 evaluate.py --weights W --images DIR --labels DIR."""
import argparse

import torch
from torch.nn import functional as F

from augmentation import INPUT
from classes import NAMES
from iou import confusion, table
from labelled import load_pairs
from network import DrivingNetwork
from normalise import normalise
from onnx_weights import is_fine, load_onnx, read_onnx


def predict(network, image):
    """[H, W, 3] uint8 -> [H, W] class ids: stretched to the network's input, logits stretched back."""
    frame = torch.from_numpy(image).permute(2, 0, 1).unsqueeze(0).float()
    view = F.interpolate(frame, size=INPUT[::-1], mode="bilinear", align_corners=False)
    logits = network(normalise(view)).float()
    return F.interpolate(logits, size=image.shape[:2], mode="bilinear", align_corners=False)[0].argmax(0)


@torch.no_grad()
def evaluate(network, pairs, fault=lambda image: image):
    """-> confusion matrix over all pairs; `fault` may spoil each image first."""
    network.eval()
    matrix = torch.zeros(len(NAMES), len(NAMES), dtype=torch.long)
    for image, label in pairs:
        matrix += confusion(predict(network, fault(image)), torch.from_numpy(label))
    return matrix


def load_network(path):
    """A network with the averaged weights of a checkpoint (.pt), or with those of an exported file (.onnx)."""
    if str(path).endswith(".onnx"):
        network = DrivingNetwork(fine=is_fine(read_onnx(path)))
        load_onnx(network, path)
        return network.eval().to(memory_format=torch.channels_last)
    weights = torch.load(path, map_location="cpu")["average"]
    network = DrivingNetwork(fine="up_half.0.weight" in weights)
    network.load_state_dict(weights)
    return network.eval().to(memory_format=torch.channels_last)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", required=True)
    arguments.add_argument("--images", required=True)
    arguments.add_argument("--labels", required=True)
    options = arguments.parse_args()
    torch.set_num_threads(2)
    print(table(evaluate(load_network(options.weights), load_pairs(options.images, options.labels))))


if __name__ == "__main__":
    main()
