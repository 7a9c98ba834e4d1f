"""The head, whose weights are inputs of the graph: a matrix over all maps' channels, each class a row."""
import torch
from torch import nn
from torch.nn import functional as F

from trunk import HEIGHT, MAPS, PLACE, WIDTH, normalise_map

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


def place_map():
    """[1, 5, h, w]: x, y, x², y² and xy of each cell's pixel (−1 to 1 over the picture), each with a mean of 0; a place's vector has
    the length 1 / √5 in the mean square, as those of the other maps have."""
    _, channels, stride = PLACE
    y, x = (2 * (torch.arange(size // stride) * stride + 0.5) / size - 1 for size in (HEIGHT, WIDTH))
    y, x = torch.meshgrid(y, x, indexing="ij")
    planes = torch.stack([x, y, x * x, y * y, x * y])
    planes = planes - planes.mean((1, 2), keepdim=True)
    return (planes / (channels * planes.square().sum(0).mean()).sqrt()).unsqueeze(0)


def scores(maps, weights, bias, place=None):
    """maps as `normalise_map` gives them, from fine to coarse; weights [K, 496], bias [K] -> [B, K, H / 2, W / 2]. With `place` (as
    `place_map`) weights are [K, 501].

    Each map is weighed at its own scale. From there scores, not channels, are enlarged, two by two: as each map's grid lies on the
    grid of the next finer one, that is the same as enlarging each map at once, and three times less work.
    """
    total, end = None, sum(channels for _, channels, _ in MAPS)
    of_place = None if place is None else F.conv2d(place, weights[:, end:].reshape(-1, PLACE[1], 1, 1))
    for x, (_, channels, stride) in reversed(list(zip(maps, MAPS))):
        own = weights[:, end - channels:end].reshape(-1, channels, 1, 1)
        finest = end == channels
        weighed = F.conv2d(x, own, bias if finest else None)
        total = weighed if total is None else weighed + Double.apply(total)
        if of_place is not None and stride == PLACE[2]:
            total = total + of_place
        end -= channels
    return total


class Features(nn.Module):
    """What is shipped: picture [1, 3, 288, 384], weights [13, 501], bias [13] -> scores, the five maps, and that of the place."""

    def __init__(self, trunk):
        super().__init__()
        self.trunk = trunk
        self.register_buffer("place", place_map())

    def forward(self, picture, weights, bias):
        maps = [normalise_map(x) for x in self.trunk(picture)]
        # a constant alone would be no output of its own in every runtime
        place = self.place + 0 * maps[-1].mean((1, 2, 3), keepdim=True)
        return (scores(maps, weights, bias, place), *maps, place)
