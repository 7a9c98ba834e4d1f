"""An endless stream of augmented views from weighted sources."""
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from augmentation import augment, paste


class Views(IterableDataset):
    """`sources`: list of (pairs, share). Yields image [3, H, W] uint8 and label [H, W] uint8."""

    def __init__(self, sources, kind, seed):
        self.pairs = [pairs for pairs, _ in sources]
        shares = np.array([share for _, share in sources], dtype=float)
        self.shares = shares / shares.sum()
        self.kind, self.seed = kind, seed

    def _view(self, rng):
        pairs = self.pairs[rng.choice(len(self.pairs), p=self.shares)]
        return augment(*pairs[rng.integers(len(pairs))], self.kind, rng)

    def __iter__(self):
        rng = np.random.default_rng((*self.seed, get_worker_info().id))
        while True:
            image, label = self._view(rng)
            if rng.random() < self.kind.pasted:
                paste(image, label, *self._view(rng))
            yield torch.from_numpy(image).permute(2, 0, 1), torch.from_numpy(label)


def batches(sources, kind, seed, size, workers=2):
    """An endless iterator of (images [B, 3, H, W] uint8, labels [B, H, W] uint8)."""
    return iter(DataLoader(Views(sources, kind, seed), batch_size=size, num_workers=workers, prefetch_factor=2))
