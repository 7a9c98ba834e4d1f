"""What is learnt from: street frames with their labels, and pictures without any."""
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image


@dataclass(frozen=True)
class StreetFrame:
    """picture [H, W, 3] uint8, labels [H, W] uint8, instances [H, W]: 0 for stuff; `drive`: frames of the same one share it."""

    picture: np.ndarray
    labels: np.ndarray
    instances: np.ndarray
    drive: int


def load_street(root, per_drive):
    """ROOT/images, ROOT/labels, ROOT/instances, as `npm run street` writes them with `--per-seed per_drive`."""
    paths = sorted(Path(root, "images").glob("*.jpg"))
    if not paths:
        raise FileNotFoundError(f"{root}/images holds no frames: write some with npm run street, as README.md says")
    frames = []
    for number, path in enumerate(paths):
        labels, instances = (np.array(Image.open(Path(root, kind, path.stem + ".png"))) for kind in ("labels", "instances"))
        frames.append(StreetFrame(np.array(Image.open(path).convert("RGB")), labels, instances, number // per_drive))
    return frames


def load_seen(root):
    """ROOT/images, ROOT/labels, as `npm run label:features` writes them: a network's labels of clips; instances are 0."""
    frames = []
    for path in sorted(Path(root, "images").glob("*.png")):
        labels = np.array(Image.open(Path(root, "labels", path.name)))
        frames.append(StreetFrame(np.array(Image.open(path).convert("RGB")), labels, np.zeros_like(labels), int(path.stem.split("-")[0])))
    return frames


def load_clip(path, every=0.5, width=512):
    """One frame of a video each `every` seconds -> list of [H, W, 3] uint8; needs ffmpeg."""
    probe = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=width,height", "-of",
                            "csv=p=0", str(path)], check=True, capture_output=True, text=True)
    full_width, full_height = (int(part) for part in probe.stdout.strip().split(",")[:2])
    height = round(width * full_height / full_width / 2) * 2
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), "-vf", f"fps={1 / every},scale={width}:{height}", "-f", "rawvideo",
                          "-pix_fmt", "rgb24", "-"], check=True, capture_output=True).stdout
    return list(np.frombuffer(raw, np.uint8).reshape(-1, height, width, 3))


def drawn(rng, width=512, height=384):
    """A generated picture: fields of colour, light and grain of several sizes, cut by soft shapes."""
    total = np.zeros((height, width, 3), np.float32)
    for size in (3, 7, 16, 40, 110):
        field = rng.standard_normal((size * 3 // 4 + 1, size, 3)).astype(np.float32)
        if rng.random() < 0.5:
            field = field.mean(2, keepdims=True).repeat(3, 2) * 1.5
        total += smooth(field, width, height) * rng.uniform(0.05, 0.5)
    for _ in range(rng.integers(2, 9)):
        inside = blob(rng, width, height)
        total[inside] = total[inside] * rng.uniform(0, 0.7) + rng.standard_normal(3)
    return np.clip(128 + 60 * total, 0, 255).astype(np.uint8)


def smooth(field, width, height):
    """[h, w, K] float32 -> [height, width, K]."""
    planes = [np.array(Image.fromarray(plane).resize((width, height), Image.BICUBIC)) for plane in np.moveaxis(field, 2, 0)]
    return np.stack(planes, 2)


def blob(rng, width, height):
    """A random region without holes of note -> [height, width] of bool."""
    size = rng.uniform(0.06, 0.3) * np.array([rng.uniform(0.5, 1.6), 1]) * height
    centre = rng.uniform(0.1, 0.9, 2) * (width, height)
    angle = rng.uniform(0, np.pi)
    x, y = np.meshgrid(np.arange(width) - centre[0], np.arange(height) - centre[1])
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    power = rng.choice([1.2, 2, 6])
    wobble = smooth(rng.standard_normal((6, 8, 1)).astype(np.float32), width, height)[..., 0] * rng.uniform(0, 0.35)
    return np.abs(u / size[0]) ** power + np.abs(v / size[1]) ** power < 1 + wobble
