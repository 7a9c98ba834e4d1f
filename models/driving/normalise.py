"""What stands between pixels and the network; the manifest says the same."""
import torch

MEAN = (0.5, 0.5, 0.5)
STD = (0.5, 0.5, 0.5)


def normalise(images):
    """[B, 3, H, W], 0 to 255 -> float32, channels last; (x / 255 − mean) / std."""
    mean, std = (torch.tensor(v, device=images.device).view(1, 3, 1, 1) for v in (MEAN, STD))
    return ((images.float() / 255 - mean) / std).contiguous(memory_format=torch.channels_last)
