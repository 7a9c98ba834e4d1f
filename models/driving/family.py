"""The driving models: three sizes of one network, each with weights from real roads and from the street alone."""
from dataclasses import dataclass

INPUT = (512, 288)   # width, height that every one of them is shipped with


@dataclass(frozen=True)
class Size:
    """Channels of the dense path at 1/2, 1/4, 1/8, 1/16; the dilations of its residual blocks at 1/8 and 1/16; and its 3×3
    convolutions at 1/4 and 1/2 (`deep_half`: one after the last step up)."""

    half: int
    quarter: int
    eighth: int
    sixteenth: int
    eighth_blocks: tuple
    sixteenth_blocks: tuple
    quarter_convolutions: int = 2
    deep_half: bool = False


SMALL = Size(12, 24, 40, 64, ((1, 1),), ((1, 2), (4, 1)), quarter_convolutions=1)
MIDDLE = Size(16, 32, 64, 128, ((1, 1), (1, 1)), ((1, 2), (4, 1)))
LARGE = Size(32, 64, 128, 256, ((1, 1), (1, 1), (1, 2)), ((1, 2), (4, 1), (4, 8)), deep_half=True)


@dataclass(frozen=True)
class Model:
    """`fine`: logits at 1/2, otherwise at 1/4; `shared`: a place and the mean of the frame go through the same weights."""

    size: Size
    fine: bool
    title: str
    shared: bool = False

    def most(self):
        """What the model may weigh at 512×288: parameters, multiply-adds."""
        return {SMALL: (1.2e6, 0.45e9), MIDDLE: (1.2e6, 1.3e9), LARGE: (6e6, 8e9)}[self.size]


MODELS = {
    "driving": Model(MIDDLE, False, "Driving"),
    "driving-small": Model(SMALL, False, "Driving, small"),
    "driving-large": Model(LARGE, True, "Driving, large"),
    "driving-street": Model(MIDDLE, True, "Driving, street", shared=True),
    "driving-small-street": Model(SMALL, False, "Driving, street, small"),
    "driving-large-street": Model(LARGE, True, "Driving, street, large"),
}


def model_of(tensors):
    """Size and form that weights by name are of -> one of `MODELS` (a twin has the same).

    Raises ValueError where they are none of the family's.
    """
    fine = "up_half.0.weight" in tensors
    half = tensors["stem.0.weight"].shape[0] if "stem.0.weight" in tensors else None
    for model in MODELS.values():
        if (model.size.half, model.fine) == (half, fine):
            return model
    raise ValueError("weights of none of the driving models (models/driving/family.py)")
