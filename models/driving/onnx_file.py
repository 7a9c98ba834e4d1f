"""A network as an ONNX file: batch norms folded in, weights in 16 bits."""
import hashlib
import inspect

import torch
from torch import nn
from torch.nn import functional as F

from layers import ConvBnRelu


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
    # PyTorch's newer way of exporting gives weights other names, by which onnx_weights.py could not find them
    older = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(module, inputs, path, opset_version=14, do_constant_folding=False, input_names=input_names,
                      output_names=output_names, **older)


def facts(path):
    content = path.read_bytes()
    return {"file": path.name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
