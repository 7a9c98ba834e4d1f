"""Weights for one size of the family from those of another.

A larger network begins by saying what the smaller one says: its further channels are read with zeros by those that were there before, and
its further blocks add nothing, until training gives them something to say (as Net2Net does, Chen et al., ICLR 2016, but that new channels are fresh
ones and no copies, which AdamW would keep alike). A smaller one keeps the channels that the larger one made most of.
"""
import torch

from layers import ConvBnRelu, Residual

# which channels a convolution reads and which it writes, by name; None: as many in every size. What is added to one another is one stream.
STREAMS = {
    "stem": (None, "half"),
    "to_eighth": ("quarter", "eighth"), "trunk_eighth": (None, "eighth"),
    "to_sixteenth": ("eighth", "sixteenth"), "trunk_sixteenth": (None, "sixteenth"),
    "context.local": (None, "sixteenth"), "context.frame": (None, "sixteenth"),
    "up_eighth": ("sixteenth", "eighth"), "fuse_eighth": ("eighth", "decoded eighth"),
    "up_quarter": ("decoded eighth", "quarter"), "fuse_quarter": ("quarter", "decoded quarter"),
    "up_half": ("decoded quarter", "half"), "fuse_half": ("half", "decoded half"),
    "auxiliary": ("sixteenth", None), "auxiliary_eighth": ("eighth", None),
}


def _streams(network):
    """`STREAMS` of what this network has, with its blocks and its head."""
    streams = dict(STREAMS)
    last = len(network.quarter) - 1
    for i in range(last + 1):
        streams[f"quarter.{i}"] = (f"quarter {i - 1}" if i else "half", "quarter" if i == last else f"quarter {i}")
    for stage in ("eighth", "sixteenth"):
        for i in range(len(getattr(network, stage))):
            streams[f"{stage}.{i}.first"] = (stage, f"{stage} {i}")
            streams[f"{stage}.{i}.second"] = (f"{stage} {i}", stage)
    before_head = "decoded quarter" if network.up_half is None else "half" if network.fuse_half is None else "decoded half"
    streams["head"] = (before_head, None)
    modules = dict(network.named_modules())
    return {name: stream for name, stream in streams.items() if modules.get(name) is not None}


def _parts(module):
    """-> convolution, its batch norm or None."""
    return (module[0], module[1]) if isinstance(module, ConvBnRelu) else (module, None)


def _worth(network, streams, stream):
    """[channels]: how loud each channel of a stream is written, times how much of it is read."""
    written, read = 0, 0
    for name, (reads, writes) in streams.items():
        conv, norm = _parts(network.get_submodule(name))
        if writes == stream and norm is not None:
            written = written + norm.weight.square() + norm.bias.square()
        if reads == stream:
            columns = conv.weight.square().sum((0, 2, 3))
            read = read + columns / columns.mean().clamp(min=1e-12)
    return (written * read).sqrt()


def _picks(network, streams, source, source_streams):
    """Stream -> for each of its channels which one of the source it is; -1: a new one."""
    widths = {writes: _parts(network.get_submodule(name))[0].out_channels for name, (_, writes) in streams.items() if writes}
    known = {writes for _, writes in source_streams.values() if writes}
    picks = {}
    for stream, width in widths.items():
        if stream in known:
            worth = _worth(source, source_streams, stream)
            best = worth.topk(min(width, len(worth))).indices.sort().values
            picks[stream] = torch.cat([best, best.new_full((width - len(best),), -1)])
    return picks


def _copy(conv, norm, conv_from, norm_from, rows, columns):
    """What both have; new rows stay as they were begun, and new columns are not read by old rows."""
    old, known = (rows >= 0).nonzero().flatten(), (columns >= 0).nonzero().flatten()
    if len(known) < len(columns):
        conv.weight[old] = 0
    conv.weight[old[:, None], known] = conv_from.weight[rows[old][:, None], columns[known]]
    if conv.bias is not None:
        conv.bias[old] = conv_from.bias[rows[old]]
    if norm is not None:
        for own, theirs in ((norm.weight, norm_from.weight), (norm.bias, norm_from.bias),
                            (norm.running_mean, norm_from.running_mean), (norm.running_var, norm_from.running_var)):
            own[old] = theirs[rows[old]]


@torch.no_grad()
def resize(network, source):
    """Fill `network` in place with what `source`, of another size, has learnt."""
    network.trunk.load_state_dict(source.trunk.state_dict())
    streams, source_streams = _streams(network), _streams(source)
    picks = _picks(network, streams, source, source_streams)
    for name, (reads, writes) in streams.items():
        conv, norm = _parts(network.get_submodule(name))
        if name not in source_streams:
            continue
        conv_from, norm_from = _parts(source.get_submodule(name))
        if conv.kernel_size != conv_from.kernel_size or reads not in {None, *picks} or writes not in {None, *picks}:
            continue
        every_row, every_column = torch.arange(conv.out_channels), torch.arange(conv.in_channels)
        _copy(conv, norm, conv_from, norm_from, picks.get(writes, every_row), picks.get(reads, every_column))
    for stage in ("eighth", "sixteenth"):
        for block in list(getattr(network, stage))[len(getattr(source, stage)):]:
            assert isinstance(block, Residual)
            block.second[1].weight.zero_()
