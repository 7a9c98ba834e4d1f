"""The classifier: ridge regression in closed form, each class against the rest, every class of the same weight."""
import torch
from torch.nn import functional as F


def fit(samples, classes, rows, strength=1.0):
    """samples [N, C], classes [N] in 0..rows−1 -> weights [rows, C] and bias [rows], so that samples · weights + bias are scores.

    `strength`: of the penalty, in means of the Gram matrix's diagonal. Differentiable in `samples`. Classes without samples get a
    bias that never wins.
    """
    truths = F.one_hot(classes, rows).to(samples.dtype)
    counts = truths.sum(0)
    present = counts > 0
    balance = (truths / counts.clamp(min=1)).sum(1) / present.sum()
    mean, shares = balance @ samples, balance @ truths
    centred = samples - mean
    weighed = (centred * balance.unsqueeze(1)).T
    gram = weighed @ centred
    penalty = strength * gram.diagonal().mean() * torch.eye(len(gram), dtype=gram.dtype)
    weights = torch.linalg.solve(gram + penalty, weighed @ (truths - shares)).T
    return weights, torch.where(present, shares - weights @ mean, torch.full_like(shares, -1e4))
