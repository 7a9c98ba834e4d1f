"""The trunk whose maps are taught: MobileNet v1 × 0.25, as Keras has it but for the padding."""
import sys
from pathlib import Path

import torch
from torch import nn

sys.path.append(str(Path(__file__).resolve().parent.parent / "driving"))

from backbone import load_imagenet  # noqa: E402
from layers import ConvBnRelu, Separable  # noqa: E402

# (outputs, stride) of the thirteen blocks
BLOCKS = ((16, 1), (32, 2), (32, 1), (64, 2), (64, 1), *((128, 1 + (i == 0)) for i in range(6)), (256, 2), (256, 1))

# the blocks whose outputs are maps: name, channels, stride
MAPS = (("pw1", 16, 2), ("pw3", 32, 4), ("pw5", 64, 8), ("pw11", 128, 16), ("pw13", 256, 32))

# where a place lies, for a camera that stands still: the same in every picture
PLACE = ("place", 5, 16)

# columns of the head
CHANNELS = sum(channels for _, channels, _ in (*MAPS, PLACE))

WIDTH, HEIGHT = 384, 288


def as_keras(module):
    """What Keras' weights were trained with: ReLU6, and batch norms with an epsilon of 1e-3."""
    for part in module.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.eps = 1e-3
        if isinstance(part, ConvBnRelu):
            part[2] = nn.ReLU6(inplace=True)
    return module


class Trunk(nn.Module):
    """[B, 3, H, W], H and W multiples of 32 -> the five maps as the network has them.

    Every 3×3 convolution is padded by one on each side, so that cell i of a map of stride s lies at pixel s · i. (Keras pads those
    of stride 2 on the far side alone, which moves the last map by half a cell.)
    """

    def __init__(self):
        super().__init__()
        self.stem = ConvBnRelu(3, 8, stride=2)
        inputs = [8, *(outputs for outputs, _ in BLOCKS)]
        self.chain = nn.ModuleList(Separable(before, *block) for before, block in zip(inputs, BLOCKS))
        as_keras(self)

    def blocks(self):
        return list(self.chain)

    def forward(self, x):
        wanted = {int(name[2:]) for name, _, _ in MAPS}
        maps, x = [], self.stem(x)
        for number, block in enumerate(self.chain, 1):
            x = block(x)
            if number in wanted:
                maps.append(x)
        return maps


def normalise_map(x):
    """[B, C, h, w] -> the same, of length 1 / sqrt(C) at every place (zeros stay zeros)."""
    squares = (x * x).sum(1, keepdim=True)
    return x * (squares * x.shape[1] + 1e-12).rsqrt()


def imagenet_trunk(path):
    trunk = Trunk()
    load_imagenet(trunk, path)
    return trunk.eval()
