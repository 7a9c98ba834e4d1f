"""A network that is being trained: its weights, their moving average, the optimiser, and how far it has come."""
import copy
import math
import time
from dataclasses import asdict

import torch

import checkpoint
from backbone import load_imagenet
from faults import spoil
from loss import training_loss
from network import DrivingNetwork
from normalise import normalise
from precision import reduced, reduces
from resize import resize
from teacher import teach
from views import Views, second_look
from weights_file import load_network


class Training:
    """`recipe`: recipe.Recipe; `device`: where it is trained; `backbone`: ImageNet's weights for the trunk, or None."""

    def __init__(self, model, recipe, device, backbone=None):
        self.recipe, self.device = recipe, device
        self.network = DrivingNetwork(model).to(device, memory_format=torch.channels_last).train()
        self.teachers, self.weights = [], None
        self.seconds, self.steps = 0.0, 0
        self._checked = False
        self._trunk_knows = backbone is not None
        if backbone:
            load_imagenet(self.network.trunk, backbone)
        self._begin()

    def _begin(self):
        """The average and the optimiser of new weights."""
        self.average = copy.deepcopy(self.network).eval().requires_grad_(False)
        groups = {}
        for name, parameter in self.network.named_parameters():
            factor = self.recipe.trunk if self._trunk_knows and name.startswith("trunk.") else 1.0
            groups.setdefault((factor, self.recipe.decay if parameter.ndim > 1 else 0.0), []).append(parameter)
        groups = [{"params": own, "factor": factor, "weight_decay": decay} for (factor, decay), own in groups.items()]
        self.optimiser = torch.optim.AdamW(groups, lr=self.recipe.rate, foreach=self.device != "cpu")

    def start(self, path, images):
        """Weights to begin with: a checkpoint's average, or an exported file's, whose batch norms measure `images`; those of another model
        are made to fit (resize.py) -> whether they were."""
        source = load_network(path, views=normalise(images.cpu()))
        resized = (source.model.size, source.model.fine) != (self.network.model.size, self.network.model.fine)
        if resized:
            resize(self.network.cpu(), source)
        else:
            self.network.load_state_dict(source.state_dict())
        self._trunk_knows = False
        self.network.to(self.device).train()
        self._begin()
        return resized

    def save(self, path):
        state = checkpoint.pack(self.network, self.average, self.optimiser)
        own = {"recipe": asdict(self.recipe), "trunk_knows": self._trunk_knows, "seconds": self.seconds, "steps": self.steps}
        checkpoint.write(path, {**state, **own})

    def resume(self, path):
        state = torch.load(path, map_location="cpu")
        self._trunk_knows = state["trunk_knows"]
        self._begin()
        checkpoint.unpack(state, self.network, self.average, self.optimiser)
        self.seconds, self.steps = state["seconds"], state["steps"]

    def set_rate(self, done):
        """Linear warm-up, then half a cosine down to nothing; `done` in 0…1."""
        begun = min(1.0, (done + 1e-3) / max(self.recipe.warm_up, 1e-3))
        for group in self.optimiser.param_groups:
            group["lr"] = self.recipe.rate * group["factor"] * begun * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))

    def seen(self, views, rng):
        """What the network is to learn from -> Views as a camera shows them, maps of the second looks or None. Teachers see the views
        before anything spoils them."""
        maps = None
        if self.teachers:
            soft = teach(self.teachers, views.images, views.soft.shape[2:])
            views = Views(views.images, views.labels, soft, torch.ones_like(views.heard))
        if self.recipe.consistent:
            moved, maps = second_look(views, rng)
            views = Views.joined([views, moved])
        return Views(spoil(views.images, self.recipe, rng), views.labels, views.soft, views.heard), maps

    def step(self, views, done, rng):
        """One update; -> the loss, still on the device."""
        self.set_rate(done)
        views, maps = self.seen(views, rng)
        with reduced(self.device):
            outputs = self.network(normalise(views.images))
        loss = training_loss(outputs, views, self.weights, self.recipe, maps)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        if not self._checked:
            self._check(norm)
        self.optimiser.step()
        self.steps += 1
        self._follow()
        return loss.detach()

    def _check(self, norm):
        """Of the first step here: what cannot be computed ends it at once."""
        self._checked = True
        if torch.isfinite(norm):
            return
        width, height = self.recipe.width, self.recipe.height
        why = "try a lower --set rate" if width % 64 == height % 64 == 0 or not reduces(self.device) else (
            f"this PyTorch may not compute them in bfloat16 for views of {width}×{height}: try sides that are multiples of 64 "
            "(--set width=512 --set height=256)")
        raise ValueError(f"the first step's gradients are not finite: {why}")

    @torch.no_grad()
    def _follow(self):
        momentum = min(self.recipe.average, (1 + self.steps) / (10 + self.steps))
        pairs = list(zip(self.average.state_dict().values(), self.network.state_dict().values()))
        means, values = zip(*(pair for pair in pairs if pair[0].is_floating_point()))
        torch._foreach_mul_(list(means), momentum)
        torch._foreach_add_(list(means), list(values), alpha=1 - momentum)
        for mean, value in pairs:
            if not mean.is_floating_point():
                mean.copy_(value)


class Clock:
    """How much of a training is done: by steps, or by seconds spent in steps, or so as to end at a time of day.

    A step counts at most `LONGEST` seconds, since what exceeds that was a pause; with an end all of them count.
    """

    LONGEST = 3.0

    def __init__(self, minutes, steps, until):
        self.minutes, self.steps, self.until = minutes, steps, until

    def done(self, training):
        """-> 0…1."""
        if self.steps is not None:
            return min(1.0, training.steps / self.steps)
        total = 60 * self.minutes
        if self.until is not None:
            total = min(total, training.seconds + max(0.0, self.until - time.time()))
        return min(1.0, training.seconds / max(total, 1e-6))

    def spent(self, seconds):
        return seconds if self.until is not None else min(self.LONGEST, seconds)
