"""A trunk from whatever file holds its weights."""
import torch
from torch import nn

from layers import ConvBnRelu
from onnx_weights import read_onnx
from trunk import Trunk, imagenet_trunk


def _exported(path):
    """The folded convolutions of features.onnx, behind batch norms that change nothing."""
    trunk, tensors = Trunk(), read_onnx(path)
    for name, block in trunk.named_modules():
        if isinstance(block, ConvBnRelu):
            conv, norm, _ = block
            conv.weight.data.copy_(tensors[f"trunk.{name}.0.weight"])
            norm.bias.data.copy_(tensors[f"trunk.{name}.0.bias"])
            nn.init.ones_(norm.weight)
            norm.running_var.fill_(1 - norm.eps)
    return trunk


def load_trunk(path):
    """Keras' file (.h5), a checkpoint of train.py (.pt), or an exported file (.onnx)."""
    if str(path).endswith(".h5"):
        return imagenet_trunk(path)
    if str(path).endswith(".onnx"):
        return _exported(path).eval()
    trunk = Trunk()
    trunk.load_state_dict(torch.load(path, map_location="cpu")["average"])
    return trunk.eval()
