"""Write a checkpoint as ONNX with its manifest: python3 export.py --weights W --heads H --id driving-street --out DIR.

Heads of things go into a file of their own, so that those who want classes alone neither fetch nor run them: the model's own
file gives out what they read, and computes nothing else than without them.
"""
import argparse
import json
from pathlib import Path

import torch

from calibration import read_calibration
from classes import COLOURS, NAMES, THINGS
from family import INPUT, MODELS
from heads import InstanceHeads
from normalise import MEAN, STD
from onnx_file import facts, halve, write_onnx
from weights_file import load_network

ROADS = {
    "licence": "CC-BY-NC-4.0",
    "origin": "Trained by this project on CamVid (CC BY-NC 4.0), its own procedural street and unlabelled motorway clips (MIT, "
              "Apache-2.0); trunk started from ImageNet MobileNet v1 (Apache-2.0)",
}
STREET = {
    "licence": "Apache-2.0",
    "origin": "Trained by this project from scratch on its own procedural street alone",
}


def centres_of(kind):
    """How centres are taken of the heat: on held-out street frames, and by eye on motorways."""
    return {"threshold": 0.1, **({"sure": 0.5, "window": 3} if kind.endswith("-street") else {"sure": 0.4, "window": 5})}


# what the heads read, at 1/16, 1/8 and 1/4
FEATURES = ("sixteenth", "eighth", "quarter")


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


def manifest(kind, path, doubt):
    """The manifest of the ONNX file at `path`; `doubt`: of a calibration."""
    classes = [{"id": i, "name": name, "colour": colour, "thing": name in THINGS, **({"doubt": doubt[name]} if name in doubt else {})}
               for i, (name, colour) in enumerate(zip(NAMES, COLOURS))]
    return {
        "id": kind, "title": MODELS[kind].title, **(STREET if kind.endswith("-street") else ROADS),
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
    arguments.add_argument("--id", required=True, choices=MODELS)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--calibration", help="of calibrate.py --out: what is done to the logits; a file that ships has had it")
    options = arguments.parse_args()
    network = load_network(options.weights)
    calibration = read_calibration(options.calibration)
    calibration.apply(network.without_auxiliaries())
    if options.heads:
        network.heads = InstanceHeads(network.channels, network.up_half is not None).eval()
        network.heads.load_state_dict(torch.load(options.heads, map_location="cpu")["average"])
    path = Path(options.out) / f"{options.id}.onnx"
    write_network(halve(network), path)
    target = path.parent / "manifest.json"
    heads = {}
    if options.heads:
        heads_path = path.with_suffix(".heads.onnx")
        write_heads(network, heads_path)
        instances = {"centres": "centres", "offsets": "offsets", **centres_of(options.id)}
        heads = {"task": "instances", "instances": instances, "heads": {**facts(heads_path), "reads": list(FEATURES)}}
    target.write_text(to_json({**manifest(options.id, path, calibration.doubt), **heads, **chosen_by_hand(target)}))
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
