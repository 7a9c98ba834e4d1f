"""What is done to a network's logits after its training: an offset for each class is added, and they are divided by a temperature."""
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from classes import NAMES


@dataclass(frozen=True)
class Calibration:
    temperature: float = 1.0
    offsets: dict = field(default_factory=dict)   # by class name; others 0
    doubt: dict = field(default_factory=dict)     # by class name: the confidence below which it is wrong more often than right

    def vector(self):
        """-> [classes]"""
        unknown = set(self.offsets) - set(NAMES)
        if unknown:
            raise ValueError(f"a calibration names {', '.join(sorted(unknown))}, which none of the classes is: {', '.join(NAMES)}")
        return torch.tensor([float(self.offsets.get(name, 0)) for name in NAMES])

    @torch.no_grad()
    def apply(self, network):
        """Into the last convolution, in place, so that it costs nothing and a manifest need not know of it; -> the network."""
        network.head.bias += self.vector().to(network.head.bias.device)
        network.head.weight /= self.temperature
        network.head.bias /= self.temperature
        return network

    def write(self, path):
        Path(path).write_text(json.dumps(asdict(self), indent=2) + "\n")


def read_calibration(path):
    """Of `calibrate.py --out FILE`; without a path none."""
    return Calibration(**json.loads(Path(path).read_text())) if path else Calibration()
