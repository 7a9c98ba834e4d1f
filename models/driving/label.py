"""Keep what larger networks say of frames, for trainings to learn from: python3 label.py --weights W [--weights W …] --camvid DIR
--street DIR --unlabelled CLIP [--witness DIR].

Each frame is seen at three scales and mirrored. train.py with the same --cache follows it (`--set distil=1`), and takes what is sure
for the labels of frames that have none (`--unlabelled CLIP`). `--witness DIR` (witness.py), of the --unlabelled DIR/images that
`npm run label:features -- --out DIR` wrote: a car or a person that DeepLab did not see there is not learnt from.
"""
import argparse
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from family import INPUT
from frames import LABEL, camvid_set, street_set, unlabelled_set
from teacher import kept, teach
from weights_file import load_network
from witness import heeded, read_seen

SCALES = (0.75, 1.0, 1.25)


def label(networks, frames, path, device, witness=None, batch=4):
    """Writes [N, classes, H / 4, W / 4] of bytes, which `frames` finds when it is opened again."""
    size = [side // 4 for side in frames.planes.shape[2:]]
    seen = None if witness is None else read_seen(witness, size)
    parts = []
    for start in range(0, len(frames.planes), batch):
        images = frames.planes[start:start + batch, :LABEL].to(device).float()
        images = F.interpolate(images, size=INPUT[::-1], mode="bilinear", align_corners=False)
        logs = teach(networks, images, size, SCALES, mirrored=True).cpu()
        if seen is not None:
            logs = torch.stack([heeded(*each) for each in zip(logs, seen[start:start + batch])])
        parts.append(kept(logs).numpy())
    np.save(path, np.concatenate(parts))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", action="append", required=True, help="checkpoint (.pt) or exported model (.onnx); several are an ensemble")
    arguments.add_argument("--camvid", help="folder with train, trainannot")
    arguments.add_argument("--street", help="folder with train/images, train/labels")
    arguments.add_argument("--unlabelled", action="append", default=[], help="video or folder of pictures; may be given again")
    arguments.add_argument("--witness", action="append", default=[], help="folder of label:features, whose DIR/images are learnt from, too")
    arguments.add_argument("--train-and-val", action="store_true", help="of CamVid's val, too")
    arguments.add_argument("--cache", default="training/frames")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--device", default="cpu")
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)
    networks = [load_network(path, options.device) for path in options.weights]
    sets = [unlabelled_set(options.cache, path) for path in options.unlabelled]
    witnesses = {}
    for folder in options.witness:
        sets.append(unlabelled_set(options.cache, Path(folder) / "images"))
        witnesses[sets[-1].name] = folder
    if options.camvid:
        sets += [camvid_set(options.cache, options.camvid, split) for split in ("train", "val")[:1 + options.train_and_val]]
    if options.street:
        sets.append(street_set(options.cache, options.street, "train"))
    for frames in sets:
        path = f"{options.cache}/{frames.name}.taught.npy"
        label(networks, frames, path, options.device, witnesses.get(frames.name))
        print(f"{path}: {len(frames.planes)} frames", flush=True)


if __name__ == "__main__":
    main()
