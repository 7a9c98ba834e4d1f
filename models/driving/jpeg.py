"""What JPEG loses, without the file: blocks of 8×8 in YCbCr, their cosine transform rounded to the quality's steps."""
import math

import numpy as np
import torch
from torch.nn import functional as F

# ITU-T T.81, Annex K
LUMINANCE = (16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
             18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112,
             100, 103, 99)
CHROMINANCE = (17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99,
               99) + (99,) * 32
TO_YCBCR = torch.tensor([[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]])
COSINES = torch.tensor([[math.cos((2 * x + 1) * u * math.pi / 16) / (2 if u else 8 ** 0.5) for x in range(8)] for u in range(8)])


def _steps(table, quality):
    """libjpeg's scale: qualities [B] -> [B, 8, 8], in 0…255."""
    scale = np.where(quality < 50, 5000 / quality, 200 - 2 * quality)
    return torch.from_numpy(np.clip(np.array(table)[None] * scale[:, None] / 100, 1, 255).astype(np.float32)).view(-1, 8, 8)


def _rounded(plane, steps):
    """[B, H, W] in −128…127 -> the same after its blocks were rounded."""
    n, height, width = plane.shape
    cosines, steps = COSINES.to(plane.device), steps.to(plane.device).view(n, 1, 1, 8, 8)
    blocks = plane.view(n, height // 8, 8, width // 8, 8).transpose(2, 3)
    known = ((cosines @ blocks @ cosines.T) / steps).round() * steps
    return (cosines.T @ known @ cosines).transpose(2, 3).reshape(n, height, width)


def jpeg(x, quality):
    """[B, 3, H, W] float32, 0 to 1, sides multiples of 16; quality [B], 1 to 100 -> the same, colours at half the resolution."""
    matrix = TO_YCBCR.to(x.device)
    y, *colours = torch.einsum("ij,bjhw->bihw", matrix, x * 255).unbind(1)
    y = _rounded(y - 128, _steps(LUMINANCE, quality)) + 128
    steps = _steps(CHROMINANCE, quality)
    halves = [_rounded(F.avg_pool2d(c.unsqueeze(1), 2)[:, 0], steps).unsqueeze(1) for c in colours]
    full = [F.interpolate(half, scale_factor=2.0, mode="bilinear", align_corners=False)[:, 0] for half in halves]
    return torch.einsum("ij,bjhw->bihw", torch.linalg.inv(matrix), torch.stack([y, *full], 1)) / 255
