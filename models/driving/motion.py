"""How a picture moved between two frames: blocks that look alike, from coarse to fine."""
import torch
from torch.nn import functional as F

REACH = 3    # places to each side that each level looks at
LEVELS = (8, 4, 2, 1)
WINDOW = 9   # side of what is compared


def _moved(x, flow):
    """x [1, C, H, W], flow [1, 2, H, W] in pixels (x, y) -> x at each place plus its flow."""
    _, _, height, width = x.shape
    ys, xs = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    places = torch.stack([(2 * (xs + flow[0, 0]) + 1) / width - 1, (2 * (ys + flow[0, 1]) + 1) / height - 1], 2)
    return F.grid_sample(x, places.unsqueeze(0), padding_mode="border", align_corners=False)


def _refined(before, now, flow):
    """One level: the flow plus the shift of up to `REACH` pixels under which the two are most alike; a longer one has to earn its place."""
    moved = F.pad(_moved(before, flow), (REACH,) * 4, "replicate")
    height, width = now.shape[2:]
    best, shift = None, torch.zeros_like(flow)
    for dy in range(-REACH, REACH + 1):
        for dx in range(-REACH, REACH + 1):
            shifted = moved[:, :, REACH + dy:REACH + dy + height, REACH + dx:REACH + dx + width]
            cost = F.avg_pool2d((shifted - now).abs().mean(1, keepdim=True), WINDOW, 1, WINDOW // 2) + 0.002 * (abs(dx) + abs(dy))
            better = torch.ones_like(cost, dtype=torch.bool) if best is None else cost < best
            best = cost if best is None else torch.minimum(best, cost)
            shift = torch.where(better, torch.tensor([dx, dy], dtype=flow.dtype).view(1, 2, 1, 1), shift)
    return flow + shift


@torch.no_grad()
def flow_between(before, now):
    """Frames [1, 3, H, W], 0 to 1, sides multiples of 8 -> [1, 2, H, W]: where in `before` each pixel of `now` lies, less where it lies
    itself."""
    flow = None
    for level in LEVELS:
        coarse = [F.avg_pool2d(x, level) for x in (before, now)]
        size = coarse[0].shape[2:]
        flow = torch.zeros(1, 2, *size) if flow is None else 2 * F.interpolate(flow, size=size, mode="bilinear", align_corners=False)
        flow = _refined(*coarse, flow)
    return flow


def follow(x, flow):
    """x [1, C, H, W] of the frame before, laid where it is now."""
    return _moved(x, flow)
