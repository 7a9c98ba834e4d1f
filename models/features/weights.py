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


@torch.no_grad()
def go_on_from(trunk, path):
    """Fill `trunk`, in place, with the folded convolutions of features.onnx; its batch norms stay, so that learning rates mean the same."""
    tensors = read_onnx(path)
    for name, block in trunk.named_modules():
        if isinstance(block, ConvBnRelu):
            conv, norm, _ = block
            scale = norm.weight / (norm.running_var + norm.eps).sqrt()
            alive = scale.abs() > 1e-6
            folded, bias = tensors[f"trunk.{name}.0.weight"], tensors[f"trunk.{name}.0.bias"]
            conv.weight[alive] = (folded / scale.view(-1, 1, 1, 1))[alive]
            norm.bias.copy_(bias + norm.running_mean * scale)


def load_trunk(path):
    """Keras' file (.h5), a checkpoint of train.py (.pt), or an exported file (.onnx)."""
    if str(path).endswith(".h5"):
        return imagenet_trunk(path)
    if str(path).endswith(".onnx"):
        return _exported(path).eval()
    trunk = Trunk()
    trunk.load_state_dict(torch.load(path, map_location="cpu")["average"])
    return trunk.eval()


@torch.no_grad()
def mean_of(paths):
    """The mean of several trunks' folded convolutions, behind batch norms that change nothing; of one alone, that one."""
    trunks = [load_trunk(path) for path in paths]
    if len(trunks) == 1:
        return trunks[0]
    blocks = [[block for block in trunk.modules() if isinstance(block, ConvBnRelu)] for trunk in trunks]
    for same in zip(*blocks):
        weights, biases = zip(*(_folded(block) for block in same))
        conv, norm, _ = same[0]
        conv.weight.copy_(sum(weights) / len(weights))
        norm.bias.copy_(sum(biases) / len(biases))
        nn.init.ones_(norm.weight)
        nn.init.zeros_(norm.running_mean)
        norm.running_var.fill_(1 - norm.eps)
    return trunks[0]


def _folded(block):
    conv, norm, _ = block
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    return conv.weight * scale.view(-1, 1, 1, 1), norm.bias - norm.running_mean * scale
