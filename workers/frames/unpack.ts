import { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import type { Size } from '../../src/core/geometry/fit.ts';
import type { Arena } from '../simd/arena.ts';
import { colourMatrix, type FrameColours } from './colour-matrix.ts';
import type { PlanarFormat, WordFormat } from './pixel-format.ts';
import type { Pixels } from '../../src/core/geometry/pixels.ts';
import { turning, type Turn } from './turn.ts';

/** A picture as it lies in memory. */
export interface Packed extends Size {
  readonly bytes: Uint8Array;
  /** Of each plane. */
  readonly layout: readonly { readonly offset: number; readonly stride: number }[];
  readonly format: PlanarFormat | WordFormat;
  readonly colours: FrameColours;
  /** How it has to be turned; null: it stands upright. */
  readonly turn: Turn | null;
}

/** Pictures of any format as RGBA words. */
export interface Unpack {
  /** Memory to put the bytes of a picture into that `run` gets next. */
  memory(bytes: number, format: PlanarFormat | WordFormat, turn: Turn | null): Uint8Array<ArrayBuffer>;
  /** The words are valid until the run after the next one. */
  run(packed: Packed): Pixels;
}

export function createUnpack(arena: Arena, moves = new MoveCounter()): Unpack {
  const place = () => ({ room: arena.room('bytes'), guest: arena.guest() });
  const packed = place();
  let result = place();
  let other = place();
  const matrix = arena.room('matrix');
  const upright = arena.room('words');

  return {
    memory(bytes, format, turn) {
      if (isInPlace(format, turn)) [result, other] = [other, result];
      const { room } = isInPlace(format, turn) ? result : packed;
      room.fit({ bytes });
      return new Uint8Array(arena.buffer, room.at.bytes, bytes);
    },
    run({ bytes, layout, format, colours, width, height, turn }) {
      const count = width * height;
      const inPlace = isInPlace(format, turn);
      const { guest } = inPlace ? result : packed;
      if (!inPlace) [result, other] = [other, result];
      const planar = format.kind === 'planes';
      // the arena may be another one than when the bytes were put there
      arena.settle(() => {
        guest.take(bytes);
        if (!inPlace) result.room.fit({ bytes: 4 * count });
        if (planar && turn) upright.fit({ words: 4 * count });
        if (planar) matrix.fit({ matrix: 12 });
      });
      guest.load();
      if (!inPlace) moves.copied();
      const out = inPlace ? guest.at : result.room.at.bytes;
      const words = !planar ? guest.at : turn ? upright.at.words : out;
      if (planar) planes(guest.at, bytes.length, layout, format, colours, { width, height }, words);
      else if (format.swapped || format.padded) arena.kernels.opaqueWords(words, count, format.swapped ? 1 : 0);
      if (!turn) return { words: new Uint32Array(arena.buffer, out, count), width, height };
      const { start, across, down, ...size } = turning({ width, height }, turn);
      arena.kernels.turnWords(words, start, across, down, size.width, size.height, out);
      return { words: new Uint32Array(arena.buffer, out, count), ...size };
    },
  };

  function planes(
    at: number,
    bytes: number,
    layout: Packed['layout'],
    { paired, shiftX, shiftY, bits }: PlanarFormat,
    colours: FrameColours,
    { width, height }: Size,
    out: number,
  ): void {
    // samples of more bits become bytes where they lie
    const size = bits > 8 ? 2 : 1;
    if (bits > 8) arena.kernels.narrowSamples(at, bytes / size, bits - 8);
    arena.write(matrix.at.matrix, colourMatrix(colours));
    const [luma, u, v = u] = layout;
    arena.kernels.planesToWords(
      at + luma!.offset / size,
      luma!.stride / size,
      at + u!.offset / size,
      at + v!.offset / size,
      u!.stride / size,
      paired ? 1 : 0,
      shiftX,
      shiftY,
      width,
      height,
      matrix.at.matrix,
      out,
    );
  }
}

/** Words that only change where they lie, if at all. */
function isInPlace(format: PlanarFormat | WordFormat, turn: Turn | null): boolean {
  return format.kind === 'words' && !turn;
}
