"""ImageNet weights for the trunk, from a Keras MobileNet v1 × 0.25 file (.h5)."""
import h5py
import torch


def _tensor(group, layer, name):
    return torch.from_numpy(group[layer][layer][name + ":0"][()])


def _load_norm(norm, group, layer):
    norm.weight.data.copy_(_tensor(group, layer, "gamma"))
    norm.bias.data.copy_(_tensor(group, layer, "beta"))
    norm.running_mean.copy_(_tensor(group, layer, "moving_mean"))
    norm.running_var.copy_(_tensor(group, layer, "moving_variance"))


def _load(pair, group, layer, kernel="kernel"):
    """Keras kernels are [H, W, inputs, outputs], depthwise ones [H, W, channels, 1]."""
    order = (2, 3, 0, 1) if kernel == "depthwise_kernel" else (3, 2, 0, 1)
    pair[0].weight.data.copy_(_tensor(group, layer, kernel).permute(order))
    _load_norm(pair[1], group, layer + "_bn")


def load_imagenet(trunk, path):
    """Fill `trunk` (network.Trunk) in place."""
    with h5py.File(path, "r") as file:
        group = file["model_weights"]
        _load(trunk.stem, group, "conv1")
        for number, (depthwise, pointwise) in enumerate(trunk.blocks(), 1):
            _load(depthwise, group, f"conv_dw_{number}", "depthwise_kernel")
            _load(pointwise, group, f"conv_pw_{number}")
