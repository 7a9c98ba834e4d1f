"""The training loss, whose pieces the recipe weighs: true labels, a teacher's word, and agreement with oneself."""
import torch
from torch.nn import functional as F

from classes import NAMES, VOID
from views import affine, inside, warp


def class_weights(sources):
    """`sources`: list of (labels [N, H, W] uint8, share) -> [classes], one over the root of a class's share of the pixels, in 0.7..1.8."""
    counts = torch.zeros(len(NAMES) + 1, dtype=torch.double)
    for labels, share in sources:
        own = sum(torch.bincount(label.flatten(), minlength=len(counts)).cpu() for label in labels)
        counts += share * own / own.sum()
    shares = counts[:VOID] / counts[:VOID].sum()
    weights = (shares + 1e-4).rsqrt()
    return (weights / (weights * shares).sum()).clamp(0.7, 1.8).float()


def near_edges(labels, reach=2):
    """Class ids [B, H, W] -> [B, H, W] float32: 1 within `reach` pixels of another class; void is none."""
    x, void = labels.float().unsqueeze(1), (labels == VOID).unsqueeze(1)
    highest, lowest = (F.max_pool2d((sign * x).masked_fill(void, -VOID), 2 * reach + 1, 1, reach) for sign in (1, -1))
    return (highest > -lowest).float()[:, 0]


def hard_cross_entropy(true, labels, weights, keep, emphasis):
    """The mean over the hardest `keep` of the pixels that are not void; `true`: log probability of the true class; `emphasis`: how much
    each pixel counts, or None."""
    losses = -true * weights[labels]
    losses = (losses if emphasis is None else losses * emphasis).flatten()
    count = max(1, int(keep * (labels != VOID).sum()))
    return losses.topk(count, sorted=False).values.mean()


def jaccard(logs, true, labels):
    """1 − soft IoU over the batch, averaged over the classes present in it."""
    flat, valid = labels.flatten(), (labels != VOID).unsqueeze(1)
    truths = torch.bincount(flat, minlength=VOID + 1)[:VOID]
    both = true.new_zeros(VOID + 1).index_add(0, flat, true.exp().flatten())[:VOID]
    either = (logs.exp() * valid).sum((0, 2, 3)) + truths - both
    return (1 - (both + 1) / (either + 1))[truths > 0].mean()


def _of_labels(logits, auxiliaries, labels, weights, recipe):
    """Taken at half resolution, at one of the four places of each 2×2."""
    dy, dx = torch.randint(2, (2,)).tolist()
    half = labels[:, dy::2, dx::2].long()
    fine = logits if logits.shape[2:] == half.shape[1:] else F.interpolate(logits, size=half.shape[1:], mode="bilinear", align_corners=False)
    logs = fine.log_softmax(1)
    true = logs.gather(1, half.clamp(max=VOID - 1).unsqueeze(1)).squeeze(1)
    emphasis = 1 + recipe.boundary * near_edges(half) if recipe.boundary else None
    scored = torch.cat([weights, weights.new_zeros(1)])   # void weighs nothing
    loss = hard_cross_entropy(true, half, scored, recipe.hardest, emphasis)
    if recipe.overlap:
        loss = loss + recipe.overlap * jaccard(logs, true, half)
    for extra in auxiliaries if recipe.auxiliary else ():
        every = half.shape[1] // extra.shape[2]
        coarse = half[:, every // 2::every, every // 2::every]
        total = F.cross_entropy(extra.float(), coarse, weights, ignore_index=VOID, reduction="sum")
        loss = loss + recipe.auxiliary / len(auxiliaries) * total / scored[coarse].sum().clamp(min=1)
    return loss


def _of_teacher(logits, soft, heard, softness):
    """Kullback-Leibler divergence from what the teachers say, both softened by a temperature (Hinton et al., 2015)."""
    def at_grid(x):
        return F.interpolate(x, size=logits.shape[2:], mode="bilinear", align_corners=False)

    wanted = (at_grid(soft) / softness).log_softmax(1)
    said = (logits / softness).log_softmax(1)
    known = (at_grid(heard) > 0.5).float()
    each = (wanted.exp() * (wanted - said)).sum(1, keepdim=True) * known
    return softness ** 2 * each.sum() / known.sum().clamp(min=1)


def _of_looks(logits, maps):
    """Mean square difference of the probabilities of the first half of a batch and of the second, which sees it through `maps`."""
    first, second = logits.softmax(1).chunk(2)
    grid = affine(maps, *logits.shape[2:])
    seen = inside(grid)
    return ((warp(first, grid) - second).square().sum(1, keepdim=True) * seen).sum() / seen.sum().clamp(min=1)


def training_loss(outputs, views, weights, recipe, maps=None):
    """outputs: logits [B, C, h, w] at 1/2 or 1/4, then auxiliary ones; `views`: what was seen; `maps`: of the second looks."""
    logits, *auxiliaries = outputs
    logits = logits.float().contiguous()
    loss = _of_labels(logits, auxiliaries, views.labels, weights, recipe)
    if recipe.distil:
        loss = loss + recipe.distil * _of_teacher(logits, views.soft, views.heard, recipe.softness)
    if maps is not None:
        loss = loss + recipe.consistent * _of_looks(logits, maps)
    return loss
