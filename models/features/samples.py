"""What a stroke's places are in the maps."""
import torch

from head import Double


def enlarge(maps):
    """The five maps -> [B, 496, H / 2, W / 2], each place as the head sees it."""
    fine = maps[0].shape[3]
    enlarged = []
    for x in maps:
        while x.shape[3] < fine:
            x = Double.apply(x)
        enlarged.append(x)
    return torch.cat(enlarged, 1)


def read(maps, y, x):
    """maps of one picture ([1, C, h, w] each), places y, x [N] of the stride-2 grid -> [N, 496], without enlarging them.
    Differentiable in the maps."""
    columns = []
    for each in maps:
        stride = maps[0].shape[3] // each.shape[3]
        height, width = each.shape[2:]
        fy, fx = (y / stride).clamp(max=height - 1), (x / stride).clamp(max=width - 1)
        top, left = fy.floor().long(), fx.floor().long()
        down, right = (top + 1).clamp(max=height - 1), (left + 1).clamp(max=width - 1)
        dy, dx = fy - top, fx - left
        flat = each[0].flatten(1)
        at = lambda row, column: flat[:, row * width + column]   # noqa: E731
        upper = at(top, left) * (1 - dx) + at(top, right) * dx
        lower = at(down, left) * (1 - dx) + at(down, right) * dx
        columns.append(upper * (1 - dy) + lower * dy)
    return torch.cat(columns).T
