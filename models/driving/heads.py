"""Where each thing's centre is, beside the semantic head: Panoptic-DeepLab's way (Cheng et al., CVPR 2020).

Two outputs on the semantic head's grid: how likely each place is a thing's centre, and from each place the way to the centre
of the thing it belongs to. They read what the semantic network has at 1/16, 1/8 and 1/4, and change nothing of it.
"""
import torch
from torch import nn
from torch.nn import functional as F

from layers import ConvBnRelu, Residual, Separable, double


class InstanceHeads(nn.Module):
    """features at 1/16, 1/8 and 1/4 -> centres [B, 1, h, w] in 0…1, offsets [B, 2, h, w]: (dy, dx) in places of that grid, which
    is 1/2 if `fine`, else 1/4. While training: logits of the centres, and both at 1/4.

    `channels`: the network's at 1/2, 1/4, 1/8 and 1/16.
    """

    def __init__(self, channels, fine):
        super().__init__()
        self.fine = fine
        _, quarter, eighth, sixteenth = channels
        self.from_sixteenth = ConvBnRelu(sixteenth, eighth, kernel=1)
        self.sixteenth = Residual(eighth, (1, 2))
        self.up_eighth = ConvBnRelu(eighth, eighth, kernel=1, relu=False)
        self.from_eighth = ConvBnRelu(eighth, eighth, kernel=1, relu=False)
        self.eighth = nn.Sequential(Separable(eighth, eighth), Separable(eighth, eighth))
        self.up_quarter = ConvBnRelu(eighth, quarter, kernel=1, relu=False)
        self.from_quarter = ConvBnRelu(quarter, quarter, kernel=1, relu=False)
        self.quarter = Separable(quarter, quarter)
        self.to_centres = nn.Sequential(Separable(quarter, quarter), nn.Conv2d(quarter, 1, 1))
        self.to_offsets = nn.Sequential(Separable(quarter, quarter), nn.Conv2d(quarter, 2, 1))
        nn.init.constant_(self.to_centres[1].bias, -4.0)

    def forward(self, sixteenth, eighth, quarter):
        x = self.sixteenth(self.from_sixteenth(sixteenth))
        x = self.eighth(F.relu(self.from_eighth(eighth) + double(self.up_eighth(x))))
        x = self.quarter(F.relu(self.from_quarter(quarter) + double(self.up_quarter(x))))
        centres, offsets = self.to_centres(x), self.to_offsets(x)
        if self.training:
            return centres, offsets
        if not self.fine:
            return centres.sigmoid(), offsets
        # half as far apart, the places of a grid are twice as many
        return double(centres).sigmoid(), double(offsets) * 2
