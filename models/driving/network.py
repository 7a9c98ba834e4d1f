"""The driving network: an ImageNet-sized trunk for context beside dense convolutions for detail."""
import torch
from torch import nn
from torch.nn import functional as F

from classes import NAMES
from family import INPUT, MODELS
from heads import InstanceHeads
from layers import ConvBnRelu, Residual, Separable, double


class Trunk(nn.Module):
    """MobileNet v1 × 0.25. [B, 3, H, W] -> 64 channels at 1/8, 128 at 1/16, 256 at 1/32."""

    def __init__(self):
        super().__init__()
        self.stem = ConvBnRelu(3, 8, stride=2)
        self.eighth = nn.Sequential(
            Separable(8, 16), Separable(16, 32, 2), Separable(32, 32), Separable(32, 64, 2), Separable(64, 64)
        )
        self.sixteenth = nn.Sequential(Separable(64, 128, 2), *(Separable(128, 128) for _ in range(5)))
        self.thirtysecond = nn.Sequential(Separable(128, 256, 2), Separable(256, 256))

    def forward(self, x):
        eighth = self.eighth(self.stem(x))
        sixteenth = self.sixteenth(eighth)
        return eighth, sixteenth, self.thirtysecond(sixteenth)

    def blocks(self):
        """The thirteen separable blocks in order."""
        return [*self.eighth, *self.sixteenth, *self.thirtysecond]


class Context(nn.Module):
    """[B, inputs, H, W] -> [B, outputs, H, W]: each place sees itself and the mean of the whole frame.

    `shared`: both through the same weights.
    """

    def __init__(self, inputs, outputs, shared):
        super().__init__()
        self.local = ConvBnRelu(inputs, outputs, kernel=1, relu=False)
        self.frame = None if shared else nn.Conv2d(inputs, outputs, 1)

    def forward(self, x):
        mean = F.adaptive_avg_pool2d(x, 1)
        return self.local(x + mean) if self.frame is None else self.local(x) + self.frame(mean)


class DrivingNetwork(nn.Module):
    """[B, 3, H, W], H and W multiples of 32 -> logits [B, classes, H / 2, W / 2] if the model is fine, else [B, classes, H / 4, W / 4];
    with `heads`, also the centres and offsets of things; if it `gives_features`, also what heads read, at 1/16, 1/8 and 1/4.

    While training the answer is a triple; the others are auxiliary logits at 1/16 and 1/8.
    """

    def __init__(self, model, classes=len(NAMES)):
        super().__init__()
        self.model = model
        size, fine = model.size, model.fine
        half, quarter, eighth, sixteenth = self.channels = size.half, size.quarter, size.eighth, size.sixteenth
        self.trunk = Trunk()
        self.stem = ConvBnRelu(3, half, stride=2)
        more = (ConvBnRelu(quarter, quarter) for _ in range(size.quarter_convolutions - 1))
        self.quarter = nn.Sequential(ConvBnRelu(half, quarter, stride=2), *more)
        self.to_eighth = ConvBnRelu(quarter, eighth, stride=2, relu=False)
        self.trunk_eighth = ConvBnRelu(64, eighth, kernel=1, relu=False)
        self.eighth = nn.Sequential(*(Residual(eighth, dilations) for dilations in size.eighth_blocks))
        self.to_sixteenth = ConvBnRelu(eighth, sixteenth, stride=2, relu=False)
        self.trunk_sixteenth = ConvBnRelu(128, sixteenth, kernel=1, relu=False)
        self.context = Context(256, sixteenth, model.shared)
        self.sixteenth = nn.Sequential(*(Residual(sixteenth, dilations) for dilations in size.sixteenth_blocks))
        self.up_eighth = ConvBnRelu(sixteenth, eighth, kernel=1, relu=False)
        self.fuse_eighth = ConvBnRelu(eighth, eighth)
        self.up_quarter = ConvBnRelu(eighth, quarter, kernel=1, relu=False)
        self.fuse_quarter = ConvBnRelu(quarter, quarter)
        self.up_half = ConvBnRelu(quarter, half, kernel=1, relu=False) if fine else None
        self.fuse_half = ConvBnRelu(half, half) if size.deep_half else None
        self.head = nn.Conv2d(half, classes, 3, padding=1) if fine else nn.Conv2d(quarter, classes, 1)
        self.auxiliary = nn.Conv2d(sixteenth, classes, 1)
        self.auxiliary_eighth = nn.Conv2d(eighth, classes, 1)
        self.heads = None
        self.gives_features = False

    def features(self, x):
        """-> at 1/2, at 1/4 (decoded), at 1/8 (decoded) and at 1/16."""
        trunk_eighth, trunk_sixteenth, trunk_thirtysecond = self.trunk(x)
        half = self.stem(x)
        quarter = self.quarter(half)
        eighth = self.eighth(F.relu(self.to_eighth(quarter) + self.trunk_eighth(trunk_eighth)))
        merged = self.to_sixteenth(eighth) + self.trunk_sixteenth(trunk_sixteenth)
        sixteenth = self.sixteenth(F.relu(merged + double(self.context(trunk_thirtysecond))))
        decoded_eighth = self.fuse_eighth(F.relu(eighth + double(self.up_eighth(sixteenth))))
        decoded_quarter = self.fuse_quarter(F.relu(quarter + double(self.up_quarter(decoded_eighth))))
        return half, decoded_quarter, decoded_eighth, sixteenth

    def classify(self, half, quarter):
        if self.up_half is None:
            return self.head(quarter)
        x = F.relu(half + double(self.up_half(quarter)))
        return self.head(x if self.fuse_half is None else self.fuse_half(x))

    def forward(self, x):
        half, quarter, eighth, sixteenth = self.features(x)
        logits = self.classify(half, quarter)
        if self.training:
            return logits, self.auxiliary(sixteenth), self.auxiliary_eighth(eighth)
        if self.gives_features:
            return logits, sixteenth, eighth, quarter
        return logits if self.heads is None else (logits, *self.heads(sixteenth, eighth, quarter))

    def without_auxiliaries(self):
        """Leave out what helps in training alone, in place; -> self."""
        self.auxiliary = self.auxiliary_eighth = nn.Identity()
        return self


def cost(model, heads=False):
    """(parameters, multiply-adds at 512×288) of what is shipped: without auxiliary heads, batch norms folded."""
    network = DrivingNetwork(model).eval().without_auxiliaries()
    network.heads = InstanceHeads(network.channels, model.fine).eval() if heads else None
    total = {"parameters": 0, "macs": 0}

    def count(layer, _, output):
        weights = layer.weight.numel()
        total["parameters"] += weights + layer.out_channels
        total["macs"] += weights * output.shape[2] * output.shape[3]

    for layer in network.modules():
        if isinstance(layer, nn.Conv2d):
            layer.register_forward_hook(count)
    with torch.no_grad():
        network(torch.zeros(1, 3, INPUT[1], INPUT[0]))
    return total["parameters"], total["macs"]


if __name__ == "__main__":
    for name, model in MODELS.items():
        (parameters, macs), (_, both) = cost(model), cost(model, heads=True)
        print(f"{name}: {parameters:,} parameters, {macs / 1e9:.3f} G multiply-adds at 512×288; with the heads of things "
              f"{100 * (both / macs - 1):.1f} % more")
