/** What `assembly/` exports; its own comments say more. Addresses and sizes are whole numbers. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  begin(): number;
  blend(
    words: number,
    labels: number,
    colours: number,
    share: number,
    width: number,
    height: number,
    first: number,
    last: number,
    mirrored: number,
    out: number,
  ): void;
  copy(words: number, width: number, height: number, mirrored: number, out: number): void;
  planesToWords(
    luma: number,
    stride: number,
    u: number,
    v: number,
    chromaStride: number,
    paired: number,
    shiftX: number,
    shiftY: number,
    width: number,
    height: number,
    order: number,
    out: number,
  ): void;
  narrowSamples(samples: number, count: number, shift: number): void;
  opaqueWords(words: number, count: number, swapped: number): void;
  turnWords(
    words: number,
    start: number,
    across: number,
    down: number,
    width: number,
    height: number,
    out: number,
  ): void;
  resample(
    words: number,
    stride: number,
    lowX: number,
    highX: number,
    weightX: number,
    lowY: number,
    highY: number,
    weightY: number,
    width: number,
    height: number,
    scale: number,
    planes: number,
    pitch: number,
    order: number,
  ): void;
  gridLuma(luma: number, count: number, out: number): void;
  keepSome(now: number, past: number, keep: number, count: number): void;
  findContest(
    ids: number,
    idBytes: number,
    width: number,
    height: number,
    ranks: number,
    left: number,
    right: number,
    top: number,
    bottom: number,
    radius: number,
    cells: number,
    corners: number,
    list: number,
    present: number,
  ): number;
  regress(
    guide: number,
    plane: number,
    step: number,
    corners: number,
    bit: number,
    width: number,
    left: number,
    right: number,
    top: number,
    bottom: number,
    radius: number,
    epsilon: number,
    gain: number,
    rows: number,
    sums: number,
    out: number,
  ): void;
  enlarge(order: number): void;
  sampleProbability(
    plane: number,
    stride: number,
    lowX: number,
    highX: number,
    weightX: number,
    lowY: number,
    highY: number,
    weightY: number,
    width: number,
    height: number,
    out: number,
  ): void;
  toPlanes(
    scores: number,
    classStep: number,
    pixelStep: number,
    classes: number,
    count: number,
    planes: number,
    pitch: number,
  ): void;
  softmax(planes: number, pitch: number, classes: number, count: number): void;
  sampleMaps(order: number, first: number, last: number): void;
  cellColours(
    words: number,
    stride: number,
    columns: number,
    rows: number,
    width: number,
    height: number,
    out: number,
  ): void;
  lumaChange(colours: number, count: number, past: number, out: number): void;
  around(plane: number, width: number, height: number, most: number, row: number, out: number): void;
  boxes(
    source: number,
    whole: number,
    width: number,
    height: number,
    radius: number,
    scale: number,
    adds: number,
    columns: number,
    out: number,
  ): void;
  weighCells(order: number, reach: number): number;
  sumWindows(
    order: number,
    near: number,
    nearShare: number,
    middle: number,
    middleShare: number,
    far: number,
    farShare: number,
    columns: number,
  ): void;
  matteCells(order: number): void;
  matteSheet(order: number): void;
  weighBackdrop(order: number): void;
  backdropWords(weighed: number, count: number, out: number): void;
}
