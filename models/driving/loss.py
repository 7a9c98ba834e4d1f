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


def hard_cross_entropy(true, labels, weights, keep=0.4):
    """The mean over the hardest `keep` of the pixels that are not void; `true`: log probability of the true class."""
    losses = (-true * weights[labels]).flatten()
    count = max(1, int(keep * (labels != VOID).sum()))
    return losses.topk(count, sorted=False).values.mean()


def jaccard(logs, true, labels):
    """1 − soft IoU over the batch, averaged over the classes present in it."""
    flat, valid = labels.flatten(), (labels != VOID).unsqueeze(1)
    truths = torch.bincount(flat, minlength=VOID + 1)[:VOID]
    both = torch.zeros(VOID + 1).index_add(0, flat, true.exp().flatten())[:VOID]
    either = (logs.exp() * valid).sum((0, 2, 3)) + truths - both
    return (1 - (both + 1) / (either + 1))[truths > 0].mean()


def training_loss(outputs, labels, weights, overlap=0.5):
    """outputs: logits [B, C, H/2, W/2] or at a quarter, and auxiliary [B, C, H/16, W/16]; labels [B, H, W]. Taken at half
    resolution. `overlap`: the share of `jaccard`."""
    logits, auxiliary = outputs
    dy, dx = torch.randint(2, (2,)).tolist()
    half = labels[:, dy::2, dx::2].long()
    fine = logits.float().contiguous()
    if fine.shape[2:] != half.shape[1:]:
        fine = F.interpolate(fine, size=half.shape[1:], mode="bilinear", align_corners=False)
    logs = fine.log_softmax(1)
    true = logs.gather(1, half.clamp(max=VOID - 1).unsqueeze(1)).squeeze(1)
    extra = F.cross_entropy(auxiliary.float(), half[:, 4::8, 4::8], weights, ignore_index=VOID)
    scored = torch.cat([weights, torch.zeros(1)])   # void weighs nothing
    return hard_cross_entropy(true, half, scored) + overlap * jaccard(logs, true, half) + 0.3 * extra
