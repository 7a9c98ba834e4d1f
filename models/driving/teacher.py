"""What an ensemble of networks says of an image, and of it mirrored and at other scales."""
import torch
from torch.nn import functional as F

from normalise import normalise
from precision import reduced

STEPS = 20       # of a kept log probability's byte to one nat: 255 is a probability of 3e-6
UNKNOWN = 255    # in all classes of a place: nothing is said of it


def _logits(network, images):
    with reduced(images.device):
        return network(normalise(images)).float()


def _scaled(images, scale):
    """Sides stay multiples of 32."""
    size = [max(32, round(side * scale / 32) * 32) for side in images.shape[2:]]
    return images if scale == 1 else F.interpolate(images, size=size, mode="bilinear", align_corners=False)


@torch.no_grad()
def teach(networks, images, size, scales=(1,), mirrored=False):
    """images [B, 3, H, W], 0 to 255 -> log of the mean probability [B, classes, *size]."""
    total, count = 0, 0
    for network in networks:
        for scale in scales:
            x = _scaled(images, scale)
            both = ((x, False), (x.flip(3), True)) if mirrored else ((x, False),)
            for view, flipped in both:
                logits = _logits(network, view)
                logits = F.interpolate(logits.flip(3) if flipped else logits, size=size, mode="bilinear", align_corners=False)
                total, count = total + logits.softmax(1), count + 1
    return (total / count).clamp(min=1e-6).log()


def kept(logs):
    """Log probabilities -> bytes, as sampler.py reads them."""
    return (logs * -STEPS).round().clamp(0, 255).to(torch.uint8)
