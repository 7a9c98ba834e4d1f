import * as ort from 'onnxruntime-node';
import { tilesOver, type Tile } from './tiles.ts';

/** What a network says of a frame: an id for each of its pixels; 255: it is not sure. */
export type ClipLabels = Uint8Array;

export interface RgbFrame {
  readonly width: number;
  readonly height: number;
  /** RGB, row by row. */
  readonly data: Uint8Array;
}

/** Side of DeepLab's input and of its answer. */
const SIDE = 257;
const VOC = 21;

/** Which of Pascal VOC's classes are asked for, and the ids that they get: the street's. */
const ASKED = [
  { of: [0], id: 0, from: 0.9 },
  // buses and cars
  { of: [6, 7], id: 8, from: 0.6 },
  { of: [15], id: 9, from: 0.6 },
] as const;
const UNSURE = 255;

/** Small tiles find what is small, large ones what fills the frame. @param path DeepLab v3 of Pascal VOC: [1, 257, 257, 3] RGB / 127.5 − 1 -> [1, 257, 257, 21] */
export async function createClipLabeller(path: string): Promise<(frame: RgbFrame) => Promise<ClipLabels>> {
  const session = await ort.InferenceSession.create(path);
  const [input, output] = [session.inputNames[0]!, session.outputNames[0]!];
  return async (frame) => {
    const { width, height } = frame;
    const sums = ASKED.map(() => new Float32Array(width * height));
    const counts = new Float32Array(width * height);
    for (const tile of [150, height].flatMap((size) => tilesOver(width, height, size))) {
      const picture = new ort.Tensor('float32', cropped(frame, tile), [1, SIDE, SIDE, 3]);
      const scores = (await session.run({ [input]: picture }))[output]!.data as Float32Array;
      addTile(scores, tile, frame, sums, counts);
    }
    return Uint8Array.from(
      counts,
      (count, at) => ASKED.find(({ from }, k) => sums[k]![at]! > from * count)?.id ?? UNSURE,
    );
  };
}

/** Bilinear. */
function cropped({ width, height, data }: RgbFrame, { x: left, y: top, size }: Tile): Float32Array {
  const out = new Float32Array(SIDE * SIDE * 3);
  const place = (i: number, from: number, length: number): number =>
    Math.min(length - 1, Math.max(0, from + ((i + 0.5) * size) / SIDE - 0.5));
  for (let j = 0; j < SIDE; j += 1) {
    const y = place(j, top, height);
    const [upper, lower] = [Math.floor(y), Math.min(height - 1, Math.floor(y) + 1)];
    for (let i = 0; i < SIDE; i += 1) {
      const x = place(i, left, width);
      const [near, far] = [Math.floor(x), Math.min(width - 1, Math.floor(x) + 1)];
      for (let c = 0; c < 3; c += 1) {
        const at = (row: number, column: number): number => data[(row * width + column) * 3 + c]!;
        const above = at(upper, near) + (at(upper, far) - at(upper, near)) * (x - near);
        const below = at(lower, near) + (at(lower, far) - at(lower, near)) * (x - near);
        out[(j * SIDE + i) * 3 + c] = (above + (below - above) * (y - upper)) / 127.5 - 1;
      }
    }
  }
  return out;
}

function addTile(
  scores: Float32Array,
  { x: left, y: top, size }: Tile,
  { width, height }: RgbFrame,
  sums: readonly Float32Array[],
  counts: Float32Array,
): void {
  const place = (at: number, from: number): number => Math.floor(((at - from + 0.5) * SIDE) / size);
  for (let y = top; y < Math.min(height, top + size); y += 1) {
    for (let x = left; x < Math.min(width, left + size); x += 1) {
      const first = (place(y, top) * SIDE + place(x, left)) * VOC;
      const own = scores.subarray(first, first + VOC);
      const highest = own.reduce((most, each) => Math.max(most, each), -Infinity);
      const total = own.reduce((sum, each) => sum + Math.exp(each - highest), 0);
      ASKED.forEach(({ of }, k) => {
        for (const c of of) sums[k]![y * width + x]! += Math.exp(own[c]! - highest) / total;
      });
      counts[y * width + x]! += 1;
    }
  }
}
