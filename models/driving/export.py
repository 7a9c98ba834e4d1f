"""Write a checkpoint as ONNX with its manifest: python3 export.py --weights W --heads H --id driving-street --out DIR.

Heads of things go into a file of their own, so that those who want classes alone neither fetch nor run them: the model's own
file gives out what they read, and computes nothing else than without them.
"""
import argparse
import hashlib
import json
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from augmentation import INPUT
from classes import COLOURS, NAMES, THINGS
from evaluate import load_network
from heads import InstanceHeads
from layers import ConvBnRelu
from normalise import MEAN, STD

KINDS = {
    "driving": {
        "title": "Driving",
        "licence": "CC-BY-NC-4.0",
        "origin": "Trained by this project on CamVid (CC BY-NC 4.0) and its own procedural street; "
                  "trunk started from ImageNet MobileNet v1 (Apache-2.0)",
    },
    "driving-street": {
        "title": "Driving, street",
        "licence": "Apache-2.0",
        "origin": "Trained by this project from scratch on its own procedural street alone",
    },
}


# how centres are taken of each one's heat: on held-out street frames, and by eye on motorways
CENTRES = {
    "driving": {"threshold": 0.1, "sure": 0.4, "window": 5},
    "driving-street": {"threshold": 0.1, "sure": 0.5, "window": 3},
}

# what the heads read, at 1/16, 1/8 and 1/4
FEATURES = ("sixteenth", "eighth", "quarter")


class HalfConv(nn.Module):
    """A convolution stored in 16 bits and run in 32; a runtime folds the casts away when it loads the file."""

    def __init__(self, conv, scale=None, shift=None):
        super().__init__()
        weight = conv.weight.data if scale is None else conv.weight.data * scale.view(-1, 1, 1, 1)
        bias = conv.bias.data if shift is None else shift
        self.weight = nn.Parameter(weight.contiguous().half(), requires_grad=False)
        self.bias = nn.Parameter(bias.half(), requires_grad=False)
        self.settings = (conv.stride, conv.padding, conv.dilation, conv.groups)

    def forward(self, x):
        return F.conv2d(x, self.weight.float(), self.bias.float(), *self.settings)


def _fold(block):
    """ConvBnRelu -> the same without the batch norm."""
    conv, norm, *activation = block
    scale = norm.weight.data / (norm.running_var + norm.eps).sqrt()
    return nn.Sequential(HalfConv(conv, scale, norm.bias.data - norm.running_mean * scale), *activation)


def halve(module):
    """Replace every convolution below `module` by its folded 16-bit form, in place."""
    for name, child in module.named_children():
        if isinstance(child, ConvBnRelu):
            setattr(module, name, _fold(child))
        elif isinstance(child, nn.Conv2d):
            setattr(module, name, HalfConv(child))
        else:
            halve(child)
    return module


def write_onnx(module, inputs, path, input_names, output_names):
    torch.onnx.export(module, inputs, path, opset_version=14, do_constant_folding=False, input_names=input_names,
                      output_names=output_names)


def write_network(network, path):
    width, height = INPUT
    network.gives_features = network.heads is not None
    write_onnx(network, torch.zeros(1, 3, height, width), path, ["input"],
               ["output", *(FEATURES if network.gives_features else ())])


def write_heads(network, path):
    width, height = INPUT
    with torch.no_grad():
        _, quarter, eighth, sixteenth = network.features(torch.zeros(1, 3, height, width))
    write_onnx(network.heads, (sixteenth, eighth, quarter), path, list(FEATURES), ["centres", "offsets"])


def facts(path):
    content = path.read_bytes()
    return {"file": path.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def manifest(kind, path):
    """The manifest of the ONNX file at `path`."""
    classes = [{"id": i, "name": name, "colour": colour, "thing": name in THINGS}
               for i, (name, colour) in enumerate(zip(NAMES, COLOURS))]
    return {
        "id": kind, **KINDS[kind],
        **facts(path),
        "input": {"name": "input", "width": INPUT[0], "height": INPUT[1], "layout": "NCHW", "type": "float32",
                  "mean": MEAN, "std": STD, "colour": "RGB", "fit": "stretch"},
        "output": {"name": "output", "kind": "logits"},
        "classes": classes,
    }


def chosen_by_hand(path):
    """What a manifest that is there already says about refinement: it is not ours to write anew."""
    old = json.loads(path.read_text()) if path.exists() else {}
    return {key: old[key] for key in ("refine",) if key in old}


def to_json(value):
    """Two spaces, one class a line."""
    classes = value.pop("classes")
    lines = ",\n    ".join(json.dumps(entry) for entry in classes)
    head = json.dumps(value, indent=2, ensure_ascii=False)[:-2]
    return f'{head},\n  "classes": [\n    {lines}\n  ]\n}}\n'


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", required=True, help="checkpoint of train.py, or a file that ships, whose semantic part stays as it is")
    arguments.add_argument("--heads", help="checkpoint of train_heads.py; without it nothing is told apart")
    arguments.add_argument("--id", required=True, choices=KINDS)
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()
    network = load_network(options.weights)
    network.auxiliary = nn.Identity()
    if options.heads:
        network.heads = InstanceHeads(network.up_half is not None).eval()
        network.heads.load_state_dict(torch.load(options.heads, map_location="cpu")["average"])
    path = Path(options.out) / f"{options.id}.onnx"
    write_network(halve(network), path)
    target = path.parent / "manifest.json"
    heads = {}
    if options.heads:
        heads_path = path.with_suffix(".heads.onnx")
        write_heads(network, heads_path)
        instances = {"centres": "centres", "offsets": "offsets", **CENTRES[options.id]}
        heads = {"task": "instances", "instances": instances, "heads": {**facts(heads_path), "reads": list(FEATURES)}}
    target.write_text(to_json({**manifest(options.id, path), **heads, **chosen_by_hand(target)}))
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
