/** One of a trunk's maps of a frame. */
export interface FeatureMapValues {
  readonly channels: number;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  /** [channels, height, width] */
  readonly data: Float32Array;
}

/**
 * The features of some cells of the finest map, one behind the other, as the head in the graph has them: each map resized bilinearly, cell i
 * of it at pixel i · stride, and beyond the last cell the last one.
 */
export function sampleMaps(maps: readonly FeatureMapValues[], cells: Uint32Array): Float32Array<ArrayBuffer> {
  const finest = maps.reduce((least, each) => (each.stride < least.stride ? each : least));
  const channels = maps.reduce((sum, each) => sum + each.channels, 0);
  const out = new Float32Array(cells.length * channels);
  let first = 0;
  for (const map of maps) {
    cells.forEach((cell, row) => {
      const x = ((cell % finest.width) * finest.stride) / map.stride;
      const y = (Math.floor(cell / finest.width) * finest.stride) / map.stride;
      sampleAt(map, x, y, out, row * channels + first);
    });
    first += map.channels;
  }
  return out;
}

function sampleAt(
  { channels, width, height, data }: FeatureMapValues,
  x: number,
  y: number,
  out: Float32Array,
  at: number,
): void {
  const left = Math.min(width - 1, Math.floor(x));
  const top = Math.min(height - 1, Math.floor(y));
  const right = Math.min(width - 1, left + 1);
  const below = Math.min(height - 1, top + 1);
  const u = Math.min(1, x - left);
  const v = Math.min(1, y - top);
  const plane = width * height;
  for (let c = 0; c < channels; c += 1) {
    const from = c * plane;
    const upper = mix(data[from + top * width + left]!, data[from + top * width + right]!, u);
    const lower = mix(data[from + below * width + left]!, data[from + below * width + right]!, u);
    out[at + c] = mix(upper, lower, v);
  }
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
