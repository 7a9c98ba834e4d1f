"""What the heads of things learn from: centres and offsets of an instance map, on the network's 1/4 grid."""
import numpy as np
from PIL import Image
from scipy import ndimage

from classes import NAMES, THINGS
from family import INPUT

GRID = (INPUT[0] // 4, INPUT[1] // 4)   # width, height
LEAST = 40 / (640 * 360)   # a smaller thing has no centre to be found: it is a few pixels wide


def at_grid(ids):
    """[H, W] ids -> [h, w]: what lies at the middle of each place of the grid."""
    height, width = ids.shape
    rows = ((np.arange(GRID[1]) + 0.5) * height / GRID[1]).astype(int)
    columns = ((np.arange(GRID[0]) + 0.5) * width / GRID[0]).astype(int)
    return ids[rows[:, None], columns[None, :]]


def targets(ids, unknown=None):
    """Instance ids [H, W], 0 for none -> [6, h, w] float16: heat, offset dy and dx, weight of the offset, weight of the heat,
    whether a place is a thing's.

    `unknown` [H, W]: where nothing is known about what is apart from what; nothing is learnt there.
    """
    height, width = ids.shape
    out = np.zeros((6, GRID[1], GRID[0]), np.float32)
    out[4] = 1
    if unknown is not None:
        out[4][at_grid(unknown)] = 0
    small = at_grid(ids)
    ys, xs = np.mgrid[:GRID[1], :GRID[0]].astype(np.float32)
    rows, columns = np.nonzero(ids)
    keys = ids[rows, columns]
    order = np.argsort(keys, kind="stable")
    rows, columns, keys = rows[order], columns[order], keys[order]
    found, starts, areas = np.unique(keys, return_index=True, return_counts=True)
    for key, start, area in zip(found, starts, areas):
        own = slice(start, start + area)
        y = (rows[own].mean() + 0.5) * GRID[1] / height - 0.5
        x = (columns[own].mean() + 0.5) * GRID[0] / width - 0.5
        inside = small == key
        out[5][inside] = 1
        if area < LEAST * height * width:
            # neither a centre nor none
            out[4][inside] = 0
            continue
        places = area * GRID[0] * GRID[1] / height / width
        sigma = min(2.5, max(0.8, 0.18 * places ** 0.5))
        np.maximum(out[0], np.exp(-((ys - y) ** 2 + (xs - x) ** 2) / (2 * sigma ** 2)), out=out[0])
        if 0 <= round(y) < GRID[1] and 0 <= round(x) < GRID[0]:
            out[0][round(y), round(x)] = 1
        out[1][inside] = (y - ys)[inside]
        out[2][inside] = (x - xs)[inside]
        out[3][inside] = 1 / max(4.0, places) ** 0.5
    if unknown is not None:
        out[3][at_grid(unknown)] = 0
    return out.astype(np.float16)


def read_instances(path):
    """A PNG of 16 bits -> [H, W] int32."""
    return np.array(Image.open(path)).astype(np.int32)


def apart(labels):
    """Class ids of CamVid [H, W] -> instance ids, and where it cannot be told what is apart from what.

    A region of one class that touches no other of it is one thing if it looks like one: cars in a row, and groups of people,
    are regions too, so what is long for its class or ragged is unknown.
    """
    ids = np.zeros(labels.shape, np.int32)
    unknown = np.zeros(labels.shape, bool)
    count = 0
    for name, longest in (("car", 2.3), ("pedestrian", 0.75), ("bicyclist", 1.6)):
        regions, found = ndimage.label(labels == NAMES.index(name), structure=np.ones((3, 3)))
        for number, box in enumerate(ndimage.find_objects(regions), 1):
            own = regions[box] == number
            height, width = own.shape
            if width > longest * height or own.mean() < 0.5:
                unknown[box] |= own
                continue
            count += 1
            ids[box][own] = count
    return ids, unknown
