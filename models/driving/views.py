"""Views of frames, and what is done to them by geometry alone; all of it on the device where they are."""
from dataclasses import dataclass

import torch
from torch.nn import functional as F

from classes import VOID
from geometry import small_maps


@dataclass
class Views:
    """images [B, 3, h, w] float32, 0 to 255; labels [B, h, w] uint8, VOID where nothing is known; soft [B, classes, h/4, w/4]
    float32: a teacher's log probabilities; heard [B, 1, h/4, w/4]: whether there is one."""

    images: torch.Tensor
    labels: torch.Tensor
    soft: torch.Tensor
    heard: torch.Tensor

    @staticmethod
    def joined(parts):
        return Views(*(torch.cat(each) for each in zip(*(vars(part).values() for part in parts))))


def affine(maps, height, width):
    return F.affine_grid(maps, (len(maps), 1, height, width), align_corners=False)


def inside(grid):
    """[B, h, w, 2] -> [B, 1, h, w] float32: whether a place lies in the frame."""
    return (grid.abs().amax(3) <= 1).unsqueeze(1).float()


def warp(x, grid, mode="bilinear", padding="zeros"):
    return F.grid_sample(x, grid, mode, padding, align_corners=False)


def exact(planes, outside, grid):
    """[B, K, H, W] uint8 -> the same of the view, nearest; `outside`: K values."""
    beyond = torch.tensor(outside, device=planes.device, dtype=torch.float32).view(1, -1, 1, 1)
    return (warp(planes.float() - beyond, grid, "nearest") + beyond).round().to(torch.uint8)


def paste(views, objects, rows, rng):
    """Whole objects of the view before, most of them, laid over those views that `rows` [B] names -> Views.

    `objects` [B, h, w] uint8: number of each place's object, 0 for none.
    """
    device = objects.device
    taken = torch.from_numpy((rng.random((len(objects), 256)) < 0.6) & rows[:, None]).to(device)
    taken[:, 0] = False
    mask = taken.gather(1, objects.roll(1, 0).flatten(1).long()).view(objects.shape)
    soft_edge = F.avg_pool2d(mask.unsqueeze(1).float(), 3, 1, 1) * mask.unsqueeze(1)
    coarse = mask[:, 2::4, 2::4].unsqueeze(1)
    return Views(
        torch.lerp(views.images, views.images.roll(1, 0), soft_edge),
        torch.where(mask, views.labels.roll(1, 0), views.labels),
        torch.where(coarse, views.soft.roll(1, 0), views.soft),
        torch.where(coarse, views.heard.roll(1, 0), views.heard),
    )


def second_look(views, rng):
    """What a camera sees of the same a moment later -> Views, and the maps [B, 2, 3] from them to the first."""
    maps = torch.from_numpy(small_maps(len(views.images), rng)).to(views.images.device)
    height, width = views.labels.shape[1:]
    grid, coarse = affine(maps, height, width), affine(maps, *views.soft.shape[2:])
    moved = Views(
        warp(views.images, grid, padding="reflection"),
        exact(views.labels.unsqueeze(1), (VOID,), grid)[:, 0],
        warp(views.soft, coarse),
        warp(views.heard, coarse, "nearest"),
    )
    return moved, maps
