"""A training's state in one small file: weights in half precision, what the optimiser remembers in bfloat16."""
import os

import torch


def _halved(value):
    """A convolution's weights; batch norms, biases and counts stay as they are."""
    return value.half() if value.is_floating_point() and value.ndim > 1 else value


def _whole(value):
    return value.float() if value.is_floating_point() else value


def _mapped(state, change):
    return {name: change(value) if torch.is_tensor(value) else value for name, value in state.items()}


def pack(network, average, optimiser):
    """-> what is written; bfloat16 has the range that squares of small gradients need."""
    memory = optimiser.state_dict()
    moments = {key: {name: value.bfloat16() if value.ndim > 1 else value for name, value in own.items()}
               for key, own in memory["state"].items()}
    return {"network": _mapped(network.state_dict(), _halved), "average": _mapped(average.state_dict(), _halved),
            "optimiser": {"state": moments, "param_groups": memory["param_groups"]}}


def unpack(state, network, average, optimiser):
    network.load_state_dict(_mapped(state["network"], _whole))
    average.load_state_dict(_mapped(state["average"], _whole))
    memory = state["optimiser"]
    optimiser.load_state_dict({**memory, "state": {key: _mapped(own, _whole) for key, own in memory["state"].items()}})


def write(path, state):
    """Whole or not at all."""
    part = f"{path}.part"
    torch.save(state, part)
    os.replace(part, path)
