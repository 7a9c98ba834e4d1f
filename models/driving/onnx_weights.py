"""Reads the weights of an exported ONNX file, and puts them back into a network that can be trained on.

The file is protobuf; only the fields that lead to the initialisers are looked at (onnx.proto: ModelProto.graph = 7,
GraphProto.initializer = 5, TensorProto.dims = 1, data_type = 2, name = 8, raw_data = 9).
"""
import numpy as np
import torch
from torch import nn

from layers import ConvBnRelu

FLOAT, FLOAT16 = 1, 10
TYPES = {FLOAT: np.float32, FLOAT16: np.float16}


def _varint(content, at):
    value, shift = 0, 0
    while True:
        byte = content[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def _fields(content):
    """bytes of one message -> (number, value) of each field; a value is an int or a memoryview."""
    at = 0
    while at < len(content):
        key, at = _varint(content, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(content, at)
        else:
            size, at = _varint(content, at) if wire == 2 else ({1: 8, 5: 4}[wire], at)
            value, at = content[at:at + size], at + size
        yield number, value


def _dims(values):
    """Written one by one or packed."""
    for value in values:
        at = 0
        while not isinstance(value, int) and at < len(value):
            number, at = _varint(value, at)
            yield number
        if isinstance(value, int):
            yield value


def _tensor(content):
    """TensorProto -> (name, float32 tensor), or None for other types."""
    fields = {}
    for number, value in _fields(content):
        fields.setdefault(number, []).append(value)
    dtype = TYPES.get(fields[2][0])
    if dtype is None or 9 not in fields:
        return None
    values = np.frombuffer(fields[9][0], dtype).astype(np.float32)
    return bytes(fields[8][0]).decode(), torch.from_numpy(values.reshape(list(_dims(fields.get(1, [])))))


def read_onnx(path):
    """-> float32 tensors by name, as export.py wrote them: folded, a weight and a bias for each convolution."""
    with open(path, "rb") as file:
        model = memoryview(file.read())
    tensors = {}
    for number, graph in _fields(model):
        if number == 7:
            tensors.update(filter(None, (_tensor(value) for field, value in _fields(graph) if field == 5)))
    return tensors


def _unfold(name, block, tensors):
    """Put a folded weight into `block`; -> a hook with which its batch norm measures what passes, to give it back unchanged.

    A batch norm undoes any scale of the weights before it, so rows get the length a fresh layer has: learning rates
    mean the same again.
    """
    conv, norm = block[0], block[1]
    weight, bias = tensors[f"{name}.0.weight"], tensors[f"{name}.0.bias"]
    row = weight.flatten(1).square().mean(1).sqrt()
    scale = torch.where(row > 1e-6, row * (3 * weight[0].numel()) ** 0.5, torch.ones_like(row))
    conv.weight.data.copy_(weight / scale.view(-1, 1, 1, 1))

    def calibrate(mean, variance):
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.data.copy_(scale * (variance + norm.eps).sqrt())
        norm.bias.data.copy_(bias + scale * mean)

    def measure(_, inputs):
        channels = inputs[0].float().transpose(0, 1).flatten(1)
        calibrate(channels.mean(1), channels.var(1, unbiased=False))

    calibrate(torch.zeros_like(row), torch.ones_like(row))
    return norm.register_forward_pre_hook(measure)


@torch.no_grad()
def load_onnx(network, path, views=None):
    """Fill `network` in place with the weights of an exported file. `views` [B, 3, H, W]: what the batch norms measure, which
    training needs. The auxiliary heads, which are not shipped, stay as they were. On the CPU."""
    tensors = read_onnx(path)
    hooks = []
    for name, module in network.named_modules():
        if isinstance(module, ConvBnRelu):
            hooks.append(_unfold(name, module, tensors))
        elif isinstance(module, nn.Conv2d) and module.bias is not None and f"{name}.weight" in tensors:
            module.weight.data.copy_(tensors[f"{name}.weight"])
            module.bias.data.copy_(tensors[f"{name}.bias"])
    if views is not None:
        network.eval()(views)
    for hook in hooks:
        hook.remove()
