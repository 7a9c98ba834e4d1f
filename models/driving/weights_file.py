"""A network from whatever file holds its weights: a checkpoint of train.py (.pt) or an exported model (.onnx)."""
import torch

from family import model_of
from network import DrivingNetwork
from onnx_weights import load_onnx, read_onnx


def load_network(path, device="cpu", views=None):
    """A checkpoint's averaged weights, or those of an exported file. `views` [B, 3, H, W], on the CPU: what that file's batch norms
    measure, which training needs."""
    if str(path).endswith(".onnx"):
        network = DrivingNetwork(model_of(read_onnx(path)))
        load_onnx(network, path, views)
    else:
        weights = torch.load(path, map_location="cpu")["average"]
        network = DrivingNetwork(model_of(weights))
        network.load_state_dict({name: value.float() if value.is_floating_point() else value for name, value in weights.items()},
                                strict=False)   # checkpoints of earlier trainings have one auxiliary head
    return network.eval().to(device, memory_format=torch.channels_last)
