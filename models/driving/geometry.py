"""Where a random view of a frame lies: affine maps from the view's coordinates to the frame's, both −1…1 (as `affine_grid` has them)."""
import numpy as np

from family import INPUT


def _looked_at(points, focus, rng):
    """points [rare classes, 16, 2], NaN where there is none -> x, y in 0…1: on a rare class or anywhere."""
    present = np.flatnonzero(~np.isnan(points[:, 0, 0]))
    if len(present) and rng.random() < focus:
        return points[rng.choice(present), rng.integers(points.shape[1])]
    return rng.random(2)


def _slide(point, extent, rng):
    """A centre from which a view of that extent sees the point, and leaves the frame as little as it can; in 0…1."""
    centre = point + rng.uniform(-0.45, 0.45, point.shape) * extent
    least = np.minimum(extent, 1) / 2
    return np.where(extent >= 1, 0.5, np.clip(centre, least, 1 - least))


def random_maps(recipe, size, points, rng):
    """`size`: height and width of the frames; `points` [k, rare classes, 16, 2] of each -> [k, 2, 3] float32."""
    height, width = size
    k = len(points)
    zoom = np.exp(rng.uniform(np.log(recipe.farthest), np.log(recipe.nearest), k))
    aspect = np.exp(rng.uniform(recipe.narrow, recipe.wide, k))
    step_x = width / INPUT[0] / zoom / np.sqrt(aspect)   # pixels of the frame, one of the view
    step_y = height / INPUT[1] / zoom * np.sqrt(aspect)
    angle = np.radians(rng.normal(0, recipe.tilt, k))
    mirror = np.where(rng.random(k) < 0.5, -1, 1)
    extent = np.stack([step_x * recipe.width / width, step_y * recipe.height / height], 1)
    looked = np.stack([_looked_at(own, recipe.focus, rng) for own in points])
    centre = 2 * _slide(looked, extent, rng) - 1
    cos, sin = np.cos(angle), np.sin(angle)
    x = np.stack([mirror * cos * extent[:, 0], sin * step_x * recipe.height / width, centre[:, 0]], 1)
    y = np.stack([-mirror * sin * step_y * recipe.width / height, cos * extent[:, 1], centre[:, 1]], 1)
    return np.stack([x, y], 1).astype(np.float32)


def small_maps(k, rng):
    """What a camera's view changes by from one frame to the next -> [k, 2, 3] float32."""
    zoom, angle = np.exp(rng.uniform(-0.04, 0.04, k)), np.radians(rng.normal(0, 0.4, k))
    shift = rng.uniform(-0.04, 0.04, (2, k))
    cos, sin = zoom * np.cos(angle), zoom * np.sin(angle)
    return np.stack([np.stack([cos, sin, shift[0]], 1), np.stack([-sin, cos, shift[1]], 1)], 1).astype(np.float32)
