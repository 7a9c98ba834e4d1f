"""The training loss: hard pixels count, rare classes count more, and each class's overlap counts once."""
import torch
from torch.nn import functional as F

from classes import NAMES, VOID


def class_weights(sources):
    """`sources`: list of (pairs, share) -> [classes], one over the root of a class's share of the pixels, in 0.7..1.8."""
    counts = torch.zeros(len(NAMES) + 1, dtype=torch.double)
    for pairs, share in sources:
        own = sum(torch.bincount(torch.from_numpy(label).flatten().long(), minlength=len(counts)) for _, label in pairs)
        counts += share * own / own.sum()
    shares = counts[:VOID] / counts[:VOID].sum()
    weights = (shares + 1e-4).rsqrt()
    return (weights / (weights * shares).sum()).clamp(0.7, 1.8).float()


def hard_cross_entropy(logits, labels, weights, keep=0.4):
    """The mean over the hardest `keep` of the pixels that are not void."""
    losses = F.cross_entropy(logits, labels, weights, ignore_index=VOID, reduction="none").flatten()
    count = max(1, int(keep * (labels != VOID).sum()))
    return losses.topk(count, sorted=False).values.mean()


def jaccard(logits, labels):
    """1 − soft IoU over the batch, averaged over the classes present in it."""
    valid = (labels != VOID).unsqueeze(1)
    truth = F.one_hot(labels, len(NAMES) + 1)[..., :VOID].permute(0, 3, 1, 2).to(logits.dtype)
    probabilities = logits.softmax(1) * valid
    both = (probabilities * truth).sum((0, 2, 3))
    truths = truth.sum((0, 2, 3))
    either = probabilities.sum((0, 2, 3)) + truths - both
    return (1 - (both + 1) / (either + 1))[truths > 0].mean()


def training_loss(outputs, labels, weights):
    """outputs: logits [B, C, H/2, W/2] or at a quarter, and auxiliary [B, C, H/16, W/16]; labels [B, H, W]. Taken at half resolution."""
    logits, auxiliary = outputs
    dy, dx = torch.randint(2, (2,)).tolist()
    half = labels[:, dy::2, dx::2].long()
    fine = F.interpolate(logits.float(), size=half.shape[1:], mode="bilinear", align_corners=False)
    coarse = half[:, 4::8, 4::8]
    extra = F.cross_entropy(auxiliary.float(), coarse, weights, ignore_index=VOID)
    return hard_cross_entropy(fine, half, weights) + 0.5 * jaccard(fine, half) + 0.3 * extra
