"""The driving network: an ImageNet-sized trunk for context beside dense convolutions for detail."""
import torch
from torch import nn
from torch.nn import functional as F


def double(x):
    """[B, C, H, W] -> [B, C, 2H, 2W], bilinear with half-pixel centres."""
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


class ConvBnRelu(nn.Sequential):
    """[B, inputs, H, W] -> [B, outputs, H / stride, W / stride]; `relu=False` leaves the activation to the caller."""

    def __init__(self, inputs, outputs, kernel=3, stride=1, dilation=1, groups=1, relu=True):
        padding = dilation * (kernel // 2)
        layers = [
            nn.Conv2d(inputs, outputs, kernel, stride, padding, dilation, groups, bias=False),
            nn.BatchNorm2d(outputs),
        ]
        super().__init__(*layers, *([nn.ReLU(inplace=True)] if relu else []))


class Residual(nn.Module):
    """Two 3×3 convolutions around a shortcut; the shape stays."""

    def __init__(self, channels, dilations=(1, 1)):
        super().__init__()
        self.first = ConvBnRelu(channels, channels, dilation=dilations[0])
        self.second = ConvBnRelu(channels, channels, dilation=dilations[1], relu=False)

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


class Separable(nn.Sequential):
    """A MobileNet block: depthwise 3×3, then 1×1."""

    def __init__(self, inputs, outputs, stride=1):
        super().__init__(
            ConvBnRelu(inputs, inputs, stride=stride, groups=inputs),
            ConvBnRelu(inputs, outputs, kernel=1),
        )


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
    """[B, 3, H, W], H and W multiples of 32 -> logits [B, classes, H / 2, W / 2] if `fine`, else [B, classes, H / 4, W / 4].

    While training the answer is a pair; the second are the auxiliary logits at 1/16.
    """

    def __init__(self, fine=True, classes=11):
        super().__init__()
        self.trunk = Trunk()
        self.stem = ConvBnRelu(3, 16, stride=2)
        self.quarter = nn.Sequential(ConvBnRelu(16, 32, stride=2), ConvBnRelu(32, 32))
        self.to_eighth = ConvBnRelu(32, 64, stride=2, relu=False)
        self.trunk_eighth = ConvBnRelu(64, 64, kernel=1, relu=False)
        self.eighth = nn.Sequential(Residual(64), Residual(64))
        self.to_sixteenth = ConvBnRelu(64, 128, stride=2, relu=False)
        self.trunk_sixteenth = ConvBnRelu(128, 128, kernel=1, relu=False)
        self.context = Context(256, 128, shared=fine)
        self.sixteenth = nn.Sequential(Residual(128, (1, 2)), Residual(128, (4, 1)))
        self.up_eighth = ConvBnRelu(128, 64, kernel=1, relu=False)
        self.fuse_eighth = ConvBnRelu(64, 64)
        self.up_quarter = ConvBnRelu(64, 32, kernel=1, relu=False)
        self.fuse_quarter = ConvBnRelu(32, 32)
        self.up_half = ConvBnRelu(32, 16, kernel=1, relu=False) if fine else None
        self.head = nn.Conv2d(16, classes, 3, padding=1) if fine else nn.Conv2d(32, classes, 1)
        self.auxiliary = nn.Conv2d(128, classes, 1)

    def forward(self, x):
        trunk_eighth, trunk_sixteenth, trunk_thirtysecond = self.trunk(x)
        half = self.stem(x)
        quarter = self.quarter(half)
        eighth = self.eighth(F.relu(self.to_eighth(quarter) + self.trunk_eighth(trunk_eighth)))
        merged = self.to_sixteenth(eighth) + self.trunk_sixteenth(trunk_sixteenth)
        sixteenth = self.sixteenth(F.relu(merged + double(self.context(trunk_thirtysecond))))
        y = self.fuse_eighth(F.relu(eighth + double(self.up_eighth(sixteenth))))
        y = self.fuse_quarter(F.relu(quarter + double(self.up_quarter(y))))
        if self.up_half is not None:
            y = F.relu(half + double(self.up_half(y)))
        logits = self.head(y)
        return (logits, self.auxiliary(sixteenth)) if self.training else logits


def cost(fine, height=288, width=512):
    """(parameters, multiply-adds) of what is shipped: without the auxiliary head, batch norms folded."""
    network = DrivingNetwork(fine).eval()
    network.auxiliary = nn.Identity()
    total = {"parameters": 0, "macs": 0}

    def count(layer, _, output):
        weights = layer.weight.numel()
        total["parameters"] += weights + layer.out_channels
        total["macs"] += weights * output.shape[2] * output.shape[3]

    for layer in network.modules():
        if isinstance(layer, nn.Conv2d):
            layer.register_forward_hook(count)
    with torch.no_grad():
        network(torch.zeros(1, 3, height, width))
    return total["parameters"], total["macs"]


if __name__ == "__main__":
    for fine in (True, False):
        print(f"fine {fine}: parameters %d, multiply-adds at 512×288 %d" % cost(fine))
