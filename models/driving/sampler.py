"""An endless stream of batches of views from weighted sources."""
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from classes import NAMES, VOID
from frames import LABEL, Frames
from geometry import random_maps
from teacher import STEPS, UNKNOWN
from views import Views, affine, exact, inside, paste, warp

OUTSIDE = (VOID, 0)   # class and object where a view leaves its frame


@dataclass
class Source:
    """`labelled`: whether the frames' own labels are meant, rather than what a teacher is sure of."""

    frames: Frames
    share: float
    labelled: bool = True


class Sampler:
    """`size`: views a batch; `seed`: an int or a tuple of them."""

    def __init__(self, sources, recipe, size, seed):
        self.sources, self.recipe, self.size = sources, recipe, size
        self.rng = np.random.default_rng(seed)
        shares = np.array([source.share for source in sources], dtype=float)
        self.shares = shares / shares.sum()

    def batch(self):
        """-> Views."""
        counts = self.rng.multinomial(self.size, self.shares)
        parts = [self._of(source, count) for source, count in zip(self.sources, counts) if count]
        views, objects = Views.joined([views for views, _ in parts]), torch.cat([objects for _, objects in parts])
        rows = self.rng.random(self.size) < self.recipe.paste
        return paste(views, objects, rows, self.rng) if rows.any() else views

    def _of(self, source, count):
        """-> Views of one source, and the numbers of their objects [count, h, w]."""
        frames, recipe, device = source.frames, self.recipe, source.frames.planes.device
        picks = self.rng.integers(len(frames.planes), size=count)
        maps = random_maps(recipe, frames.planes.shape[2:], frames.points[picks], self.rng)
        maps, index = torch.from_numpy(maps).to(device), torch.from_numpy(picks).to(device)
        grid = affine(maps, recipe.height, recipe.width)
        planes = frames.planes[index]
        grey = torch.from_numpy(self.rng.uniform(0, 255, (count, 3, 1, 1)).astype(np.float32)).to(device)
        images = warp(planes[:, :LABEL].float() - grey, grid) + grey
        labels, objects = exact(planes[:, LABEL:], OUTSIDE, grid).unbind(1)
        soft, heard = self._soft(frames, index, maps)
        if not source.labelled:
            labels = self._labels(soft, heard)
        return Views(images, labels, soft, heard), objects

    def _soft(self, frames, index, maps):
        height, width = self.recipe.height // 4, self.recipe.width // 4
        if frames.soft is None:
            return tuple(torch.zeros(len(maps), planes, height, width, device=maps.device) for planes in (len(NAMES), 1))
        grid = affine(maps, height, width)
        soft = frames.soft[index]
        known = (soft.amin(1, keepdim=True) < UNKNOWN).float()
        return warp(soft.float(), grid) / -STEPS, inside(grid) * (warp(known, grid) > 0.999)

    def _labels(self, soft, heard):
        """What the teacher is sure of -> [B, h, w] uint8."""
        size = (self.recipe.height, self.recipe.width)
        probability, label = F.interpolate(soft, size=size, mode="bilinear", align_corners=False).softmax(1).max(1)
        known = (probability >= self.recipe.sure) & (F.interpolate(heard, size=size)[:, 0] > 0)
        return torch.where(known, label, torch.full_like(label, VOID)).to(torch.uint8)
