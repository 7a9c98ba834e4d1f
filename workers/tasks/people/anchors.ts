/** Pixels between anchors, and how many stand in each place (MediaPipe's pose detection on 224 × 224). */
const LAYERS = [
  { stride: 8, each: 2 },
  { stride: 16, each: 2 },
  { stride: 32, each: 6 },
] as const;

/** The middles of the detector's anchors in 0 to 1, x and y in turn, in the order of its outputs. @param side of its input */
export function anchors(side: number): Float32Array {
  const middles: number[] = [];
  for (const { stride, each } of LAYERS) {
    const cells = Math.ceil(side / stride);
    for (let cell = 0; cell < cells * cells; cell += 1) {
      const [x, y] = [((cell % cells) + 0.5) / cells, (Math.floor(cell / cells) + 0.5) / cells];
      for (let i = 0; i < each; i += 1) middles.push(x, y);
    }
  }
  return Float32Array.from(middles);
}
