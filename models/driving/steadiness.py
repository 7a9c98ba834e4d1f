"""How many pixels change their class between one frame and the next, though what they show does not: python3 steadiness.py --weights W CLIP…

Every frame is labelled by itself, without temporal smoothing. The labels before are moved along with the picture; pixels that are
nowhere in the frame before (their colours differ by more than `ALIKE`) are left out.
"""
import argparse
from pathlib import Path

import torch
from torch.nn import functional as F

from classes import NAMES
from evaluate import stretched
from frames import clip_frames
from motion import flow_between, follow
from normalise import normalise
from weights_file import load_network

ALIKE = 0.06   # mean difference of the channels, 0…1


@torch.no_grad()
def _seen(network, image):
    """-> frame [1, 3, h, w] in 0…1, its labels [1, classes, h, w] as 0 or 1."""
    frame = stretched(image, network.head.weight.device)
    logits = F.interpolate(network(normalise(frame)).float(), size=frame.shape[2:], mode="bilinear", align_corners=False)
    labels = F.one_hot(logits.argmax(1), len(NAMES)).permute(0, 3, 1, 2).float()
    return frame.cpu() / 255, labels.cpu()


def changes(network, frames):
    """frames: an iterable of [H, W, 3] uint8 -> share of the pixels compared that change, share of all that were compared."""
    changed = compared = total = 0
    before = None
    for image in frames:
        frame, labels = _seen(network, image)
        if before is not None:
            flow = flow_between(before[0], frame)
            alike = (follow(before[0], flow) - frame).abs().mean(1) < ALIKE
            moved = follow(before[1], flow).argmax(1)
            changed += ((moved != labels.argmax(1)) & alike).sum().item()
            compared += alike.sum().item()
            total += alike.numel()
        before = frame, labels
    return changed / max(1, compared), compared / max(1, total)


def of_clip(network, path, frames, per_second):
    return changes(network, clip_frames(path, per_second, frames))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", required=True, help="checkpoint of train.py (.pt) or exported model (.onnx)")
    arguments.add_argument("clips", nargs="+", help="videos; needs ffmpeg")
    arguments.add_argument("--frames", type=int, default=40)
    arguments.add_argument("--per-second", type=float, default=10)
    arguments.add_argument("--threads", type=int, default=2)
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    network = load_network(options.weights)
    for path in options.clips:
        changed, compared = of_clip(network, path, options.frames, options.per_second)
        print(f"{Path(path).name}: {100 * changed:.2f} % of the pixels change their class, {100 * compared:.0f} % compared", flush=True)


if __name__ == "__main__":
    main()
