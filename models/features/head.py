"""The head, whose weights are inputs of the graph: a matrix over all maps' channels, each class a row."""
import torch
from torch import nn
from torch.nn import functional as F

from trunk import MAPS, normalise_map

# background and up to twelve classes
ROWS = 13


class Double(torch.autograd.Function):
    """[B, K, h, w] -> [B, K, 2h, 2w], bilinear, cell i at pixel 2i; what lies behind the last cell is like it."""

    @staticmethod
    def forward(_, x):
        padded = F.pad(x, (0, 1, 0, 1), mode="replicate")
        height, width = x.shape[2:]
        return F.interpolate(padded, size=(2 * height + 1, 2 * width + 1), mode="bilinear", align_corners=True)[..., :-1, :-1]

    @staticmethod
    def symbolic(graph, x):
        scales = graph.op("Constant", value_t=torch.tensor([1.0, 1, 2, 2]))
        empty = graph.op("Constant", value_t=torch.tensor([], dtype=torch.float32))
        result = graph.op("Resize", x, empty, scales, coordinate_transformation_mode_s="asymmetric", mode_s="linear")
        result.setType(x.type().with_sizes([*x.type().sizes()[:2], *(2 * size for size in x.type().sizes()[2:])]))
        return result


def scores(maps, weights, bias):
    """maps as `normalise_map` gives them, from fine to coarse; weights [K, 496], bias [K] -> [B, K, H / 2, W / 2].

    Each map is weighed at its own scale. From there scores, not channels, are enlarged, two by two: as each map's grid lies on the
    grid of the next finer one, that is the same as enlarging each map at once, and three times less work.
    """
    total, end = None, weights.shape[1]
    for x, (_, channels, _) in reversed(list(zip(maps, MAPS))):
        own = weights[:, end - channels:end].reshape(-1, channels, 1, 1)
        finest = end == channels
        weighed = F.conv2d(x, own, bias if finest else None)
        total = weighed if total is None else weighed + Double.apply(total)
        end -= channels
    return total


class Features(nn.Module):
    """What is shipped: picture [1, 3, 288, 384], weights [13, 496], bias [13] -> scores and the five maps."""

    def __init__(self, trunk):
        super().__init__()
        self.trunk = trunk

    def forward(self, picture, weights, bias):
        maps = [normalise_map(x) for x in self.trunk(picture)]
        return (scores(maps, weights, bias), *maps)
