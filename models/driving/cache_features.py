"""Runs the semantic network over frames once, and keeps what the heads of things read: python3 cache_features.py --weights W --street DIR --out DIR.

The network is not trained any more, so its features of a view are the same every time; the heads alone are trained, at a
twentieth of the cost.
"""
import argparse
import json
import os
import zlib
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from family import INPUT
from normalise import normalise
from things import apart, read_instances, targets
from weights_file import load_network

GRIDS = {"sixteenth": (18, 32), "eighth": (36, 64), "quarter": (72, 128), "targets": (72, 128)}
SHAPES = "shapes.json"   # of a view's arrays, beside their files


def shapes(channels):
    """`channels`: the network's at 1/2, 1/4, 1/8, 1/16 -> the shape of a view's arrays by name."""
    _, quarter, eighth, sixteenth = channels
    counts = {"sixteenth": sixteenth, "eighth": eighth, "quarter": quarter, "targets": 6}
    return {name: (counts[name], *grid) for name, grid in GRIDS.items()}


def view(image, ids, unknown, rng):
    """A random view of a frame: mirrored half the time, and mostly a part of it, enlarged."""
    height, width = ids.shape
    zoom = 1.0 if rng.random() < 0.4 else rng.uniform(1.05, 1.8)
    w, h = width / zoom, height / zoom
    x, y = rng.uniform(0, width - w), rng.uniform(0, height - h)
    box = tuple(int(round(v)) for v in (x, y, x + w, y + h))
    part = Image.fromarray(image).resize(INPUT, Image.BILINEAR, box=box)
    cut = (slice(box[1], box[3]), slice(box[0], box[2]))
    pixels, ids, unknown = np.array(part), ids[cut], None if unknown is None else unknown[cut]
    if rng.random() < 0.5:
        pixels, ids, unknown = pixels[:, ::-1], ids[:, ::-1], None if unknown is None else unknown[:, ::-1]
    return pixels, ids, unknown


def whole(image):
    return np.array(Image.fromarray(image).resize(INPUT, Image.BILINEAR))


class Store:
    """Arrays on disk, a file each, that grow by a view at a time."""

    def __init__(self, out, channels):
        self.out = Path(out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.shapes = shapes(channels)
        (self.out / SHAPES).write_text(json.dumps(self.shapes))
        self.files = {name: open(self.out / f"{name}.f16", "ab") for name in self.shapes}

    def add(self, **arrays):
        for name, array in arrays.items():
            assert array.shape == self.shapes[name], (name, array.shape)
            self.files[name].write(np.ascontiguousarray(array, np.float16).tobytes())
            self.files[name].flush()


def channels_of(out):
    """-> the channels of the network whose features these are, as `InstanceHeads` takes them; those at 1/2 are not kept."""
    known = json.loads((Path(out) / SHAPES).read_text())
    return (None, *(known[name][0] for name in ("quarter", "eighth", "sixteenth")))


def open_store(out):
    """-> memory maps [views, ...] by name, as many views as every file holds."""
    known = json.loads((Path(out) / SHAPES).read_text())
    sizes = {name: 2 * int(np.prod(shape)) for name, shape in known.items()}
    views = min(os.path.getsize(Path(out) / f"{name}.f16") // size for name, size in sizes.items())
    return {name: np.memmap(Path(out) / f"{name}.f16", np.float16, "r", shape=(views, *shape)) for name, shape in known.items()}


@torch.no_grad()
def features(network, pixels):
    """[H, W, 3] uint8 of the network's size -> what the heads read, by name."""
    x = normalise(torch.from_numpy(np.ascontiguousarray(pixels)).permute(2, 0, 1).unsqueeze(0))
    _, quarter, eighth, sixteenth = network.features(x)
    return {"sixteenth": sixteenth[0].numpy(), "eighth": eighth[0].numpy(), "quarter": quarter[0].numpy()}


def street_frames(root, split):
    """-> names of the frames that are complete."""
    return sorted(path.stem for path in (Path(root) / split / "instances").glob("*.png"))


def street_frame(root, split, name):
    """-> image, instance ids, None: everything is known."""
    folder = Path(root) / split
    image = np.array(Image.open(folder / "images" / f"{name}.jpg").convert("RGB"))
    return image, read_instances(folder / "instances" / f"{name}.png"), None


def camvid_frame(root, split, name):
    image = np.array(Image.open(Path(root) / split / f"{name}.jpg").convert("RGB"))
    return (image, *apart(np.array(Image.open(Path(root) / f"{split}annot" / f"{name}.png"))))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", required=True, help="the network that ships (.onnx)")
    arguments.add_argument("--street", help="folder with train/images, train/instances")
    arguments.add_argument("--camvid", help="folder with train, trainannot")
    arguments.add_argument("--out", required=True, help="folder for the features; a later run goes on in it")
    arguments.add_argument("--views", type=int, default=2, help="of each frame")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    network = load_network(options.weights)
    store = Store(options.out, network.channels)
    done_file = Path(options.out) / "done.txt"
    done = set(done_file.read_text().split()) if done_file.exists() else set()
    frames = []
    if options.street:
        frames += [(f"street/{name}", street_frame, options.street, name) for name in street_frames(options.street, "train")]
    if options.camvid:
        names = sorted(path.stem for path in (Path(options.camvid) / "train").glob("*.jpg"))
        frames += [(f"camvid/{name}", camvid_frame, options.camvid, name) for name in names]
    for key, read, root, name in frames:
        if key in done:
            continue
        image, ids, unknown = read(root, "train", name)
        rng = np.random.default_rng((options.seed, zlib.crc32(key.encode())))
        for _ in range(options.views):
            pixels, seen, hidden = view(image, ids, unknown, rng)
            store.add(targets=targets(seen, hidden), **features(network, pixels))
        with open(done_file, "a") as file:
            file.write(f"{key}\n")
    print(f"{options.out}: {len(open_store(options.out)['targets'])} views", flush=True)


if __name__ == "__main__":
    main()
