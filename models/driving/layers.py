"""What the networks are made of."""
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
