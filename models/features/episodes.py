"""Lessons as a user would give them: two views to stroke, two to be labelled, and what is to be told apart in them."""
import io
import math

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

from pictures import blob, drawn
from trunk import HEIGHT as FULL_HEIGHT, WIDTH as FULL_WIDTH

VOID, CAR = 255, 8

# of a picture, for a class to count as there
LEAST = 0.006

# a view is a part of what the network is given later, at the same scale: half the work
WIDTH, HEIGHT = FULL_WIDTH * 2 // 3, FULL_HEIGHT * 2 // 3


class Look:
    """A camera's exposure, colour and sharpness, which the views of one place share but for a little."""

    def __init__(self, rng):
        self.gain, self.gamma = math.exp(rng.normal(0, 0.25)), math.exp(rng.normal(0, 0.2))
        self.tint = np.exp(rng.normal(0, 0.08, 3))
        self.colour = math.exp(rng.normal(0, 0.35))
        self.quality = int(rng.integers(30, 95)) if rng.random() < 0.4 else None
        self.grain = rng.uniform(0, 9)

    def on(self, picture, rng):
        """[H, W, 3] uint8 -> the same as this camera sees it."""
        image = ImageEnhance.Color(Image.fromarray(picture)).enhance(self.colour)
        if self.quality:
            file = io.BytesIO()
            image.save(file, "JPEG", quality=self.quality)
            image = Image.open(file)
        gain = self.gain * math.exp(rng.normal(0, 0.05))
        ramp = np.arange(256) / 255
        table = np.concatenate([np.clip(gain * tint * ramp ** self.gamma, 0, 1) * 255 for tint in self.tint])
        seen = np.array(image.point(table.astype(np.uint8).tolist()), np.float32)
        return np.clip(seen + rng.standard_normal(seen.shape, np.float32) * self.grain, 0, 255).astype(np.uint8)


class Surface:
    """What makes a drawn street more like a photograph of `scene` (pictures, or None): its broad light and colour (the amplitudes of low
    frequencies: Yang, Soatto, CVPR 2020), and its grain over the street's smooth surfaces."""

    def __init__(self, rng, scene):
        self.scene = scene
        self.light = rng.uniform(0.3, 1) if scene and rng.random() < 0.5 else 0
        self.grain = rng.uniform(0.2, 0.9) if scene and rng.random() < 0.5 else 0
        self.reach = int(rng.integers(1, 4))

    def on(self, view, rng):
        """[H, W, 3] uint8 -> the same."""
        if not self.light and not self.grain:
            return view
        (other,) = cut(rng, self.scene[rng.integers(len(self.scene))])
        seen, other = view.astype(np.float32), other.astype(np.float32)
        if self.light:
            own, theirs = (np.fft.rfft2(each, axes=(0, 1)) for each in (seen, other))
            for rows in (slice(0, self.reach), slice(-self.reach, None)):
                low = (rows, slice(0, self.reach))
                size = np.abs(own[low])
                own[low] *= (size + self.light * (np.abs(theirs[low]) - size)) / np.maximum(size, 1e-6)
            seen = np.fft.irfft2(own, s=view.shape[:2], axes=(0, 1))
        if self.grain:
            soft = np.array(Image.fromarray(other.astype(np.uint8)).filter(ImageFilter.BoxBlur(4)), np.float32)
            seen = seen + self.grain * (other - soft)
        return np.clip(seen, 0, 255).astype(np.uint8)


def cut(rng, picture, *maps):
    """A random part of the picture and of its maps, on 256×192."""
    height, width = picture.shape[:2]
    zoom = math.exp(rng.uniform(0, math.log(1.8)))
    aspect = math.exp(rng.uniform(-0.25, 0.1))
    high = height / zoom * HEIGHT / FULL_HEIGHT
    wide = min(width, high * WIDTH / HEIGHT / aspect)
    left, top = rng.uniform(0, width - wide), rng.uniform(0, height - high)
    box = (left, top, left + wide, top + high)
    box = (box[2], top, left, box[3]) if rng.random() < 0.5 else box   # mirrored
    a, b = (box[2] - box[0]) / WIDTH, (box[3] - box[1]) / HEIGHT
    affine = (a, 0, box[0], 0, b, box[1])
    size = (WIDTH, HEIGHT)
    view = Image.fromarray(picture).transform(size, Image.AFFINE, affine, Image.BILINEAR)
    return np.array(view), *(np.array(Image.fromarray(each).transform(size, Image.AFFINE, affine, Image.NEAREST)) for each in maps)


class Lessons:
    """`street`: StreetFrames; `scenes`: lists of pictures, each of one place; `seen`: StreetFrames of clips, with classes that a network
    found there, 0 elsewhere and 255 where it was unsure. `next(rng)` -> pictures [4, H, W, 3] uint8, truths
    [4, H/2, W/2] of 0 (the rest), 1…, 255, and kinds, alike: a hand that strokes goes over each of them in turn; the first two views are
    to be stroked."""

    def __init__(self, street, scenes, seen=()):
        self.street, self.scenes, self.seen = street, scenes, by_class(seen)
        drives = {}
        for frame in street:
            drives.setdefault(frame.drive, []).append(frame)
        self.drives = list(drives.values())

    def next(self, rng):
        kind = rng.random()
        if self.seen and kind < 0.35:
            return self.found(rng)
        if kind < 0.65:
            return self.classes(rng)
        pictures, truths = self.things(rng)
        return pictures, truths, truths

    def picture(self, rng):
        """Any picture: of a scene, of the street, or drawn."""
        kind = rng.random()
        if kind < 0.5 and self.scenes:
            scene = self.scenes[rng.integers(len(self.scenes))]
            return scene[rng.integers(len(scene))]
        return self.street[rng.integers(len(self.street))].picture if self.street and kind < 0.8 else drawn(rng)

    def classes(self, rng):
        """One to three classes of the street against the rest; the fourth view is of another drive, under another light."""
        here, there = (self.drives[i] for i in rng.choice(len(self.drives), 2, replace=False))
        frames = [here[i] for i in rng.choice(len(here), 3, replace=False)] + [there[rng.integers(len(there))]]
        present = [c for c in np.unique(np.concatenate([frame.labels.ravel()[::7] for frame in frames[:2]])) if c < 11]
        count = min(len(present), int(rng.integers(1, 4)))
        weights = np.array([3.0 if c in (3, 8, 9, 10) else 1.0 for c in present])
        chosen = rng.choice(present, count, replace=False, p=weights / weights.sum())
        table = np.zeros(256, np.uint8)
        table[11:] = VOID
        table[chosen] = np.arange(1, count + 1)
        worn = [(Look(rng), self._surface(rng)) for _ in range(2)]
        pictures, kinds = [], []
        for number, frame in enumerate(frames):
            look, surface = worn[number == 3]
            view, labels = cut(rng, frame.picture, frame.labels)
            pictures.append(look.on(surface.on(view, rng), rng))
            kinds.append(labels[::2, ::2])
        kinds = np.stack(kinds)
        return np.stack(pictures), table[kinds], kinds

    def found(self, rng):
        """What a network found in clips against the rest; the fourth view is of another clip."""
        classes = sorted(self.seen)
        weights = np.array([3.0 if c == CAR else 1.0 for c in classes])
        chosen = int(rng.choice(classes, p=weights / weights.sum()))
        drives = self.seen[chosen]
        here, there = (drives[drive] for drive in rng.choice(sorted(drives), 2, replace=False))
        table = np.full(256, VOID, np.uint8)
        table[:11] = 0
        table[chosen] = 1
        looks = Look(rng), Look(rng)
        pictures, truths = [], []
        for number in range(4):
            view, labels = holding(rng, there if number == 3 else here, chosen)
            pictures.append(looks[number == 3].on(view, rng))
            truths.append(table[labels][::2, ::2])
        return np.stack(pictures), np.stack(truths), np.stack(truths)

    def _surface(self, rng):
        return Surface(rng, self.scenes[rng.integers(len(self.scenes))] if self.scenes else None)

    def things(self, rng):
        """One or two things held into four views of a scene: cut out of any picture, turned and sized anew in each view."""
        scene = self.scenes[rng.integers(len(self.scenes))] if self.scenes and (not self.street or rng.random() < 0.7) else None
        if scene is None:
            scene = [frame.picture for frame in self.drives[rng.integers(len(self.drives))]]
        things = [self._thing(rng) for _ in range(rng.integers(1, 3))]
        look, pictures, truths = Look(rng), [], []
        for _ in range(4):
            (view,) = cut(rng, scene[rng.integers(len(scene))])
            truth = np.zeros(view.shape[:2], np.uint8)
            for number, (picture, mask) in enumerate(things, 1):
                hold(rng, view, truth, picture, mask, number)
            pictures.append(look.on(view, rng))
            truths.append(truth[::2, ::2])
        return np.stack(pictures), np.stack(truths)

    def _thing(self, rng):
        """-> picture [h, w, 3], mask [h, w] of 0 or 255."""
        if self.street and rng.random() < 0.4:
            frame = self.street[rng.integers(len(self.street))]
            ids, sizes = np.unique(frame.instances, return_counts=True)
            large = ids[(ids > 0) & (sizes > 900)]
            if len(large) > 0:
                mask = frame.instances == rng.choice(large)
                return bounded(frame.picture, mask)
        (picture,) = cut(rng, self.picture(rng))
        return bounded(picture, blob(rng, WIDTH, HEIGHT))


def by_class(frames):
    """-> {class: {drive: [frame]}} of those with four frames or more in each of two drives or more."""
    found = {}
    for frame in frames:
        for c in np.unique(frame.labels[(frame.labels > 0) & (frame.labels < 11)]):
            if (frame.labels == c).mean() > LEAST:
                found.setdefault(int(c), {}).setdefault(frame.drive, []).append(frame)
    often = {c: {drive: those for drive, those in drives.items() if len(those) > 3} for c, drives in found.items()}
    return {c: drives for c, drives in often.items() if len(drives) > 1}


def holding(rng, frames, chosen):
    """A part of one of the frames, with the class in it where a few tries find one -> view, labels."""
    for _ in range(8):
        frame = frames[rng.integers(len(frames))]
        view, labels = cut(rng, frame.picture, frame.labels)
        if (labels == chosen).mean() > LEAST:
            break
    return view, labels


def bounded(picture, mask):
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if len(rows) < 4 or len(columns) < 4:
        mask = np.ones_like(mask)
        rows, columns = np.arange(mask.shape[0]), np.arange(mask.shape[1])
    part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    return picture[part], mask[part].astype(np.uint8) * 255


def hold(rng, view, truth, picture, mask, number):
    """Draw a thing into `view`, and `number` into `truth` where it is."""
    height, width = mask.shape
    scale = rng.uniform(35, 110) / math.sqrt(height * width)
    angle = rng.normal(0, 25)
    size = (max(6, round(width * scale)), max(6, round(height * scale)))
    turned = [Image.fromarray(each).resize(size, Image.BILINEAR).rotate(angle, Image.BILINEAR, expand=True) for each in (picture, mask)]
    thing, alpha = (np.array(each, np.float32) for each in turned)
    top = int(rng.integers(-thing.shape[0] // 4, HEIGHT - thing.shape[0] * 3 // 4 + 1)) if thing.shape[0] < HEIGHT else 0
    left = int(rng.integers(-thing.shape[1] // 4, WIDTH - thing.shape[1] * 3 // 4 + 1)) if thing.shape[1] < WIDTH else 0
    rows, columns = slice(max(top, 0), min(top + len(thing), HEIGHT)), slice(max(left, 0), min(left + thing.shape[1], WIDTH))
    own = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
    light = rng.uniform(0.8, 1.2)
    opaque = alpha[own][..., None] / 255
    view[rows, columns] = np.clip(view[rows, columns] * (1 - opaque) + thing[own] * light * opaque, 0, 255).astype(np.uint8)
    truth[rows, columns][alpha[own] > 127] = number
