"""Strokes as a hand would draw them over one frame, from its labels."""
import numpy as np

# of the stride-2 grid: a brush of 3 pixels there is one of 6 on 384×288; strokes are dabs of about 24 pixels
RADIUS, LENGTH = 1, 8


def _walk(inside, rng, length=LENGTH):
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


def _inner(region):
    """Where the brush stays inside, or as nearly so as the region is wide."""
    inside = region
    for _ in range(RADIUS + 1):
        padded = np.pad(inside, 1)
        smaller = inside & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
        if not smaller.any():
            return inside
        inside = smaller
    return inside


def strokes(truth, classes, share, rng):
    """truth [h, w] of class ids; strokes over those of `classes` that are there, in turn, until they cover `share` of the frame
    -> mask [h, w] of bool. A stroke keeps away from the edge where the region is wide enough, and never leaves it."""
    height, width = truth.shape
    mask = np.zeros(truth.shape, bool)
    regions = []
    for each in classes:
        own = truth == each
        if own.sum() < 12:
            continue
        regions.append((own, _inner(own)))
    rng.shuffle(regions)
    turns = 0
    while regions and mask.sum() < share * mask.size and turns < 200:
        own, inside = regions[turns % len(regions)]
        for y, x in _walk(inside, rng):
            top, left = max(0, y - RADIUS), max(0, x - RADIUS)
            window = (slice(top, y + RADIUS + 1), slice(left, x + RADIUS + 1))
            rows, columns = np.ogrid[top:min(height, y + RADIUS + 1), left:min(width, x + RADIUS + 1)]
            mask[window] |= ((rows - y) ** 2 + (columns - x) ** 2 <= RADIUS ** 2) & own[window]
        turns += 1
    return mask
