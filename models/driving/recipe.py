"""What a training does beside following labels: each piece a number, most of which are off at 0, so that it can be measured alone."""
from dataclasses import asdict, dataclass, fields, replace


@dataclass(frozen=True)
class Recipe:
    # schedule
    rate: float = 2e-3          # learning rate at its highest
    trunk: float = 0.4          # of that, for a trunk that was trained before while the rest was not
    warm_up: float = 0.03       # of the schedule; half a cosine follows
    decay: float = 0.02         # weight decay
    average: float = 0.998      # momentum of the moving average; 0: none, the weights themselves count

    # geometry of a view, against a frame stretched to 512×288
    width: int = 416
    height: int = 256
    nearest: float = 2.2        # zoom, up to
    farthest: float = 0.6       # zoom, from
    narrow: float = -0.36       # aspect in logs, from: below 0 it undoes the stretch of 4:3
    wide: float = 0.2           # aspect in logs, up to
    tilt: float = 2.0           # standard deviation, degrees
    focus: float = 0.5          # share of views that look at a rare class
    paste: float = 0.5          # share of views into which whole rare objects of another view are pasted

    # the camera's faults: how often each strikes; strength 1 is as in faults.py
    spoilt: float = 1.0         # share of views that anything may happen to
    strength: float = 1.0
    exposure: float = 0.8       # brightness, contrast, gamma, each channel's gain
    colour: float = 0.6         # saturation
    blur: float = 0.25
    jpeg: float = 0.25
    noise: float = 0.3
    rain: float = 0.1
    dirt: float = 0.08          # on the lens
    glare: float = 0.08         # of a low sun

    # loss
    hardest: float = 0.4        # share of the pixels that count (OHEM); 1: all
    overlap: float = 0.5        # weight of the soft Jaccard
    boundary: float = 0.0       # how much more pixels count near an edge between classes
    auxiliary: float = 0.3      # weight of the heads at 1/16 and 1/8
    distil: float = 0.0         # weight of what the teachers say, live (--teacher) or kept (label.py)
    softness: float = 2.0       # temperature of what the teachers say
    sure: float = 0.9           # frames without labels: a teacher's word is a label from this probability on
    consistent: float = 0.0     # weight of agreeing with oneself on a second look, moved and spoilt otherwise: a view is seen twice

    # sources
    street: float = 0.22        # share of street views beside CamVid's
    unlabelled: float = 0.1     # share of views of frames without labels, where such are given


# nearly whole frames of the street, which hardly any camera spoils; of 288 rows PyTorch 1.13 makes infinite gradients in bfloat16
STREET = Recipe(width=512, height=256, nearest=1.4, farthest=0.9, narrow=-0.05, wide=0.05, tilt=0.5, paste=0.25, spoilt=0.2,
                overlap=1.0)


def changed(recipe, assignments):
    """`assignments`: ["boundary=1", …] -> a recipe with these pieces; ValueError says which there are."""
    kinds = {field.name: field.type for field in fields(Recipe)}
    values = {}
    for text in assignments:
        name, _, value = text.partition("=")
        try:
            values[name] = kinds[name](value)
        except (KeyError, ValueError):
            raise ValueError(f"--set {text}: expected NAME=NUMBER with a name of {', '.join(kinds)}") from None
    return replace(recipe, **values)


def told(recipe, beside):
    """What of a recipe differs from another -> "boundary 1, paste 0"."""
    own, other = asdict(recipe), asdict(beside)
    return ", ".join(f"{name} {value:g}" for name, value in own.items() if value != other[name]) or "as it is"


def add_option(arguments):
    arguments.add_argument("--set", action="append", default=[], metavar="NAME=NUMBER",
                           help="a piece of the recipe (recipe.py); may be given again")
