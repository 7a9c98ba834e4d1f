"""Write the trunk with its head as ONNX, and its manifest: python3 export.py --weights W --out DIR."""
import argparse
import json
from pathlib import Path

import torch

from head import ROWS, Features
from trunk import CHANNELS, HEIGHT, MAPS, PLACE, WIDTH
from normalise import MEAN, STD
from onnx_file import facts, halve, write_onnx
from weights import mean_of


def write_features(trunk, path):
    inputs = (torch.zeros(1, 3, HEIGHT, WIDTH), torch.zeros(ROWS, CHANNELS), torch.zeros(ROWS))
    write_onnx(Features(halve(trunk)), inputs, path, ["picture", "weights", "bias"], ["scores", *(name for name, _, _ in (*MAPS, PLACE))])


def manifest(path):
    """The manifest of the ONNX file at `path`."""
    return {
        "id": "features",
        "title": "Features",
        "licence": "Apache-2.0",
        "origin": "Trained by this project on its own procedural street and openly licensed clips, in which DeepLab v3 (Apache-2.0) "
                  "found cars and people, from the ImageNet weights of MobileNet v1 × 0.25 in Keras (Apache-2.0)",
        **facts(path),
        "input": {"name": "picture", "width": WIDTH, "height": HEIGHT, "layout": "NCHW", "type": "float32",
                  "mean": MEAN, "std": STD, "colour": "RGB", "fit": "stretch"},
        "task": "features",
        "features": {
            "maps": [{"output": name, "channels": channels, "stride": stride} for name, channels, stride in (*MAPS, PLACE)],
            "position": PLACE[0],
            "head": {"weights": "weights", "bias": "bias", "scores": "scores", "classes": ROWS},
        },
        "classes": [{"id": 0, "name": "background", "colour": "#20242c"}],
        "refine": {"temporal": 0.6, "guided": {"radius": 2, "epsilon": 0.0003}},
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--weights", required=True, action="append",
                           help="checkpoint of train.py (.pt), Keras' MobileNet v1 × 0.25 (.h5), or an exported file (.onnx); of several the mean")
    arguments.add_argument("--out", required=True)
    options = arguments.parse_args()
    path = Path(options.out) / "features.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_features(mean_of(options.weights), path)
    text = json.dumps(manifest(path), indent=2, ensure_ascii=False)
    (path.parent / "manifest.json").write_text(text + "\n")
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
