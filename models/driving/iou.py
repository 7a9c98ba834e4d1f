"""Intersection over union from a confusion matrix."""
import torch

from classes import NAMES, VOID


def confusion(prediction, label):
    """[H, W] and [H, W] -> [classes, classes], rows are the truth; void pixels are left out."""
    scored = label != VOID
    pairs = label[scored].long() * len(NAMES) + prediction[scored].long()
    return torch.bincount(pairs, minlength=len(NAMES) ** 2).view(len(NAMES), len(NAMES))


def iou(matrix):
    """[classes, classes] -> [classes]; NaN where a class occurs neither in truth nor in prediction."""
    both = matrix.diagonal().double()
    return both / (matrix.sum(0) + matrix.sum(1) - both)


def mean(matrix):
    """mIoU, of the classes that occur."""
    each = iou(matrix)
    return each[~each.isnan()].mean().item()


def table(matrix):
    """One line: mIoU, then each class."""
    parts = " ".join(f"{name} {value:.3f}" for name, value in zip(NAMES, iou(matrix).tolist()))
    return f"mIoU {mean(matrix):.4f}  {parts}"
