"""A worse camera's pictures: faults that strike some images of a batch, on the device where they are.

Each is a function of images [B, 3, H, W] float32, 0 to 1, a generator of chances, and the recipe's strength.
"""

import numpy as np
import torch
from torch.nn import functional as F

from jpeg import jpeg

LUMA = (0.299, 0.587, 0.114)


def _each(x, values):
    """A value an image, or a row of them -> what can be multiplied with the images."""
    values = np.asarray(values, np.float32)
    return torch.from_numpy(values).to(x.device).view(len(x), -1, 1, 1)


def _spread(rng, shape, width):
    return np.exp(rng.uniform(-width, width, shape))


def _grey(x):
    return sum(share * x[:, i:i + 1] for i, share in enumerate(LUMA))


def exposure(x, rng, strength):
    """Brightness, contrast, gamma, and each channel's gain."""
    n = len(x)
    x = x * _each(x, _spread(rng, n, 0.55 * strength))
    x = (x - 0.45) * _each(x, _spread(rng, n, 0.5 * strength)) + 0.45
    x = x.clamp(1e-4, 1) ** _each(x, np.where(rng.random(n) < 0.5, _spread(rng, n, 0.5 * strength), 1))
    return x * _each(x, _spread(rng, (n, 3), 0.18 * strength))


def colour(x, rng, strength):
    """Saturation, now and then none of it."""
    n = len(x)
    return torch.lerp(_grey(x), x, _each(x, np.where(rng.random(n) < 0.08, 0, _spread(rng, n, 0.7 * strength))))


def blur(x, rng, strength):
    """Gaussian, radius up to 2 pixels."""
    radius = _each(x, rng.uniform(0.3, 0.3 + 1.7 * strength, len(x))).flatten()
    taps = torch.arange(-5, 6, device=x.device)
    kernel = (-(taps / radius[:, None]) ** 2 / 2).exp()
    kernel = (kernel / kernel.sum(1, keepdim=True)).repeat_interleave(3, 0)
    flat = x.reshape(1, -1, *x.shape[2:])
    flat = F.conv2d(F.pad(flat, (5, 5, 0, 0), "replicate"), kernel[:, None, None, :], groups=len(kernel))
    return F.conv2d(F.pad(flat, (0, 0, 5, 5), "replicate"), kernel[:, None, :, None], groups=len(kernel)).view(x.shape)


def compression(x, rng, strength):
    return jpeg(x, rng.integers(max(5, int(30 - 18 * strength)), 70, len(x)))


def noise(x, rng, strength):
    """Of each pixel, now and then alike in all channels."""
    sigma = _each(x, rng.uniform(0.01, 0.06 * strength, len(x)))
    alike = _each(x, rng.random(len(x)) < 0.3)
    own = torch.randn_like(x)
    return x + sigma * torch.lerp(own, own[:, :1].expand_as(own), alike)


def _lines(rng, n, reach=9):
    """Streaks of rain -> [n, 1, 19, 19]: a line each, down to 25 degrees off the upright."""
    out = np.zeros((n, 1, 2 * reach + 1, 2 * reach + 1), np.float32)
    for kernel, slope, length in zip(out[:, 0], np.tan(np.radians(rng.uniform(-25, 25, n))), rng.integers(3, reach + 1, n)):
        for y in range(-length, length + 1):
            kernel[reach + y, reach + round(y * slope)] = 1
    return out


def rain(x, rng, strength):
    """Streaks, and the haze of the many that are far away."""
    n, _, height, width = x.shape
    drops = (torch.rand(1, n, height, width, device=x.device) > 1 - 0.003 * rng.uniform(0.3, 1.5)).float()
    streaks = F.conv2d(drops, torch.from_numpy(_lines(rng, n)).to(x.device), padding=9, groups=n).clamp(0, 1).view(n, 1, height, width)
    haze = _each(x, rng.uniform(0.05, 0.35 * strength, n))
    x = torch.lerp(x, x.mean((2, 3), keepdim=True) * 0.5 + 0.35, haze)
    return torch.lerp(x, torch.ones_like(x) * 0.85, streaks * _each(x, rng.uniform(0.1, 0.45 * strength, n)))


def dirt(x, rng, strength):
    """Spots and smears on the lens: what is behind them is dull and blurred."""
    n = len(x)
    field = torch.rand(n, 1, *rng.integers(5, 14, 2), device=x.device)
    field = F.interpolate(field, size=x.shape[2:], mode="bicubic", align_corners=False)
    spots = ((field - _each(x, rng.uniform(0.6, 0.85, n))) * 14).sigmoid() * _each(x, rng.uniform(0.3, 0.9, n) * min(1, strength))
    behind = F.interpolate(F.avg_pool2d(x, 8), size=x.shape[2:], mode="bilinear", align_corners=False)
    return torch.lerp(x, behind * 0.6 + _each(x, rng.uniform(0, 0.3, (n, 3))), spots)


def glare(x, rng, strength):
    """A low sun in or beside the picture."""
    n, _, height, width = x.shape
    ys = torch.linspace(0, height / width, height, device=x.device).view(1, 1, -1, 1)
    xs = torch.linspace(0, 1, width, device=x.device).view(1, 1, 1, -1)
    far = (xs - _each(x, rng.uniform(-0.1, 1.1, n))) ** 2 + (ys - _each(x, rng.uniform(-0.1, 0.3, n))) ** 2
    light = (-far / _each(x, rng.uniform(0.02, 0.2, n))).exp() * _each(x, rng.uniform(0.2, 0.8 * strength, n))
    return x + light * _each(x, rng.uniform(0.8, 1, (n, 3)))


# in the order in which light meets them, by the recipe's names
FAULTS = {"rain": rain, "glare": glare, "dirt": dirt, "blur": blur, "colour": colour, "exposure": exposure, "jpeg": compression,
          "noise": noise}


def spoil(images, recipe, rng):
    """[B, 3, H, W] float32, 0 to 255 -> the same as a worse camera would have seen them."""
    x = images / 255
    any_fault = rng.random(len(x)) < recipe.spoilt
    for name, fault in FAULTS.items():
        struck = np.flatnonzero(any_fault & (rng.random(len(x)) < getattr(recipe, name)))
        if len(struck):
            rows = torch.from_numpy(struck).to(x.device)
            x[rows] = fault(x[rows], rng, recipe.strength).clamp(0, 1)
    return x * 255
