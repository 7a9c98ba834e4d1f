"""Strokes as a hand would draw them over one frame, from its labels."""
import numpy as np

# radius on the stride-2 grid, and steps of 1.5 of its cells: dabs of a brush of 6 pixels of 384×288, about 24 long, and lines of 2 pixels, at most
# 18 long
DABS, LINES = (1, 8), (0, 6)
BRUSHES = {"dabs": DABS, "lines": LINES}


def _walk(inside, rng, length):
    """Places along one curved line that stays in `inside` [h, w] of bool, from a random place of it."""
    places = np.flatnonzero(inside)
    y, x = divmod(int(rng.choice(places)), inside.shape[1])
    heading, bend, path = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.1), []
    for _ in range(length):
        path.append((y, x))
        for _ in range(8):
            ny, nx = round(y + 1.5 * np.sin(heading)), round(x + 1.5 * np.cos(heading))
            if 0 <= ny < inside.shape[0] and 0 <= nx < inside.shape[1] and inside[ny, nx]:
                y, x = ny, nx
                break
            heading += rng.uniform(0.5, 1.5)
        heading += bend
    return path


def _inner(region, radius):
    """Where the brush stays inside, or as nearly so as the region is wide."""
    inside = region
    for _ in range(radius + 1):
        padded = np.pad(inside, 1)
        smaller = inside & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
        if not smaller.any():
            return inside
        inside = smaller
    return inside


def strokes(truth, classes, share, rng, brush=DABS):
    """truth [h, w] of class ids; strokes over those of `classes` that are there, in turn, until they cover `share` of the frame
    -> mask [h, w] of bool. A stroke keeps away from the edge where the region is wide enough, and never leaves it."""
    height, width = truth.shape
    radius, length = brush
    mask = np.zeros(truth.shape, bool)
    regions = []
    for each in classes:
        own = truth == each
        if own.sum() < 12:
            continue
        regions.append((own, _inner(own, radius)))
    rng.shuffle(regions)
    turns = 0
    while regions and mask.sum() < share * mask.size and turns < 200:
        own, inside = regions[turns % len(regions)]
        for y, x in _walk(inside, rng, length):
            top, left = max(0, y - radius), max(0, x - radius)
            window = (slice(top, y + radius + 1), slice(left, x + radius + 1))
            rows, columns = np.ogrid[top:min(height, y + radius + 1), left:min(width, x + radius + 1)]
            mask[window] |= ((rows - y) ** 2 + (columns - x) ** 2 <= radius ** 2) & own[window]
        turns += 1
    return mask
