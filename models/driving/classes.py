"""The eleven classes in CamVid's order; 11 in a label image means void and is not scored."""

NAMES = ("sky", "building", "pole", "road", "pavement", "tree", "sign", "fence", "car", "pedestrian", "bicyclist")
COLOURS = ("#5b9bd5", "#6b7280", "#d9dde3", "#7d5a9b", "#e58fc1", "#4caf50", "#ffd21f", "#c8a26b", "#2f5fff", "#ff2d46", "#ff8a1f")
THINGS = frozenset(("car", "pedestrian", "bicyclist"))
RARE = tuple(NAMES.index(name) for name in ("pole", "sign", "fence", "pedestrian", "bicyclist"))
VOID = len(NAMES)
