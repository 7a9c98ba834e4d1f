"""Frames to learn from: decoded once into one file of bytes, which later runs map into memory.

python3 frames.py --camvid DIR --street DIR decodes them beforehand, so that several trainings can begin at once.
"""
import argparse
import hashlib
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from scipy import ndimage

from classes import NAMES, RARE, VOID
from labelled import pair_paths, read_pair

LABEL, OBJECT = 3, 4   # the planes behind red, green and blue
PLANES = 5
POINTS = 16   # places kept of each rare class of a frame

# what is pasted into other frames as one: a sign comes with its pole
TOGETHER = (("pole", "sign"), ("pedestrian",), ("bicyclist",))


@dataclass
class Frames:
    """planes [N, 5, H, W] uint8: red, green, blue, class (VOID: unknown), number of the object that may be pasted (0: none);
    points [N, rare classes, 16, 2] float32: places x, y in 0…1 of each rare class, NaN where a frame has none;
    soft [N, classes, h, w] uint8 or None: a teacher's log probabilities, see teacher.py."""

    name: str
    planes: torch.Tensor
    points: np.ndarray
    soft: torch.Tensor = None

    def to(self, device):
        soft = None if self.soft is None else self.soft.to(device)
        return Frames(self.name, self.planes.to(device), self.points, soft)


def objects(label):
    """Class ids [H, W] -> number of each rare object [H, W] uint8: regions that hang together and are no specks."""
    out = np.zeros(label.shape, np.uint8)
    count = 0
    for group in TOGETHER:
        regions, found = ndimage.label(np.isin(label, [NAMES.index(name) for name in group]), structure=np.ones((3, 3)))
        sizes = np.bincount(regions.ravel())
        for number in range(1, found + 1):
            if sizes[number] >= 40 and count < 255:
                count += 1
                out[regions == number] = count
    return out


def places(label, rng):
    """Class ids [H, W] -> [rare classes, 16, 2]: random places of each, x and y in 0…1."""
    out = np.full((len(RARE), POINTS, 2), np.nan, np.float32)
    height, width = label.shape
    for row, rare in zip(out, RARE):
        found = np.flatnonzero(label == rare)
        if len(found):
            y, x = np.divmod(rng.choice(found, POINTS), width)
            row[:, 0], row[:, 1] = (x + 0.5) / width, (y + 0.5) / height
    return out


def clip_frames(path, per_second, count=None):
    """A video, so many frames of each second, all or the first `count` -> yields [H, W, 3] uint8; needs ffmpeg."""
    probe = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=width,height", "-of",
                            "csv=p=0", str(path)], check=True, capture_output=True, text=True)
    width, height = (int(part) for part in probe.stdout.strip().split(",")[:2])
    most = ("-frames:v", str(count)) if count else ()
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-vf", f"fps={per_second}", *most, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as film:
        while len(content := film.stdout.read(3 * width * height)) == 3 * width * height:
            yield np.frombuffer(bytearray(content), np.uint8).reshape(height, width, 3)   # which PyTorch may write to


def _unlabelled(path, per_second):
    """A video, or a folder of pictures."""
    if Path(path).is_dir():
        for file in sorted(p for p in Path(path).iterdir() if p.suffix in (".jpg", ".jpeg", ".png")):
            yield np.array(Image.open(file).convert("RGB"))
    else:
        yield from clip_frames(path, per_second)


def _fitted(image, label, size):
    """All frames of a set have the size of its first."""
    if image.shape[:2] == size:
        return image, label
    to = size[::-1]
    return np.array(Image.fromarray(image).resize(to, Image.BILINEAR)), np.array(Image.fromarray(label).resize(to, Image.NEAREST))


def _write(path, pairs):
    """(image, label) of each frame -> the file of planes, one of points, and last one of their shape."""
    rng, points, size, part = np.random.default_rng(1), [], None, path.with_suffix(f".{os.getpid()}.part")
    with open(part, "wb") as file:
        for image, label in pairs:
            size = size or image.shape[:2]
            image, label = _fitted(image, label, size)
            points.append(places(label, rng))
            file.write(np.concatenate([np.moveaxis(image, 2, 0), label[None], objects(label)[None]]).tobytes())
    if size is None:
        raise ValueError(f"{path.stem}: no frames")
    np.save(path.with_suffix(".npy"), np.stack(points))
    os.replace(part, path)
    path.with_suffix(".json").write_text(json.dumps([len(points), PLANES, *size]))


def _cached(folder, name, sources, pairs):
    """The set under a name that changes with the files it is made of; made where it is not there yet."""
    facts = [(str(p), os.stat(p).st_size, os.stat(p).st_mtime_ns) for p in sources]
    path = Path(folder) / f"{name}-{hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:12]}.u8"
    if not path.with_suffix(".json").exists():
        Path(folder).mkdir(parents=True, exist_ok=True)
        _write(path, pairs)
    shape = json.loads(path.with_suffix(".json").read_text())
    # "r+", since PyTorch warns of memory that it may not write to
    planes = torch.from_numpy(np.memmap(path, np.uint8, "r+", shape=tuple(shape)))
    soft = path.with_suffix(".taught.npy")
    return Frames(path.stem, planes, np.load(path.with_suffix(".npy")),
                  torch.from_numpy(np.load(soft, mmap_mode="r+")) if soft.exists() else None)


def labelled_set(folder, name, images, labels):
    """Every picture in `images` with the PNG of the same stem in `labels`."""
    paths = pair_paths(images, labels)
    return _cached(folder, name, [path for pair in paths for path in pair], (read_pair(*pair) for pair in paths))


def camvid_set(folder, root, split):
    return labelled_set(folder, f"camvid-{split}", Path(root) / split, Path(root) / f"{split}annot")


def street_set(folder, root, split):
    return labelled_set(folder, f"street-{split}", Path(root) / split / "images", Path(root) / split / "labels")


def unlabelled_set(folder, path, per_second=4):
    """A video, or a folder of pictures; every label is VOID."""
    pairs = ((image, np.full(image.shape[:2], VOID, np.uint8)) for image in _unlabelled(path, per_second))
    sources = sorted(Path(path).iterdir()) if Path(path).is_dir() else [path]
    return _cached(folder, Path(path).stem, sources, pairs)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--camvid", help="folder with train, trainannot, val, valannot")
    arguments.add_argument("--street", help="folder with train/images, train/labels")
    arguments.add_argument("--cache", default="training/frames")
    options = arguments.parse_args()
    sets = [street_set(options.cache, options.street, "train")] if options.street else []
    if options.camvid:
        sets += [camvid_set(options.cache, options.camvid, split) for split in ("train", "val")]
    for frames in sets:
        print(f"{frames.name}: {len(frames.planes)} frames", flush=True)


if __name__ == "__main__":
    main()
