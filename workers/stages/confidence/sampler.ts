import type { BilinearGrid } from '../../../src/core/geometry/bilinear.ts';
import type { MapValues } from '../../../src/core/labels/score-maps.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { createArena } from '../../simd/arena.ts';
import { AXES, axesBytes, writeAxes } from '../../simd/axes.ts';
import { certain } from './certain.ts';
import type { SampledMaps } from './sampled-maps.ts';
import { SPAN, spansOf } from './spans.ts';

/**
 * Maps of what scores say, by kernels: as `resampleConfidence` and `resampleMap` make them, but for 5e-6 of 1 (confidence and
 * probabilities 5e-7), or of a probability that is above 1. Bytes are their nearest of 255.
 */
export interface Sampler {
  run(scores: Scores, grid: BilinearGrid, out: SampledMaps): void;
  /** A map of numbers from 0 to 1 on the grid's source, enlarged to the target, bilinearly. */
  enlarge(values: Float32Array, grid: BilinearGrid, out: MapValues): void;
}

/** The kernel's order of work, field by field, as `assembly/maps-order.ts` declares it; the last one is a float. */
const ORDER = [
  ...(['planes', 'pitch', 'stride', 'count', 'binary', 'lowX', 'highX', 'weightX', 'spans'] as const),
  ...(['lowY', 'highY', 'weightY', 'targetWidth', 'lines', 'line', 'held'] as const),
  ...(['values', 'step', 'confidence', 'entropy', 'bytes'] as const),
];

/** Values that are made before they are copied out: they stay in the cache meanwhile. */
const STRIP = 16_384;

/** What a kernel may write behind a row. */
const BEHIND = 16;

export function createSampler(arena = createArena()): Sampler {
  const grids = arena.room('planes', 'given');
  const tables = arena.room(...AXES, 'spans', 'held', 'order');
  const rows = arena.room('lines', 'values', 'confidence', 'entropy');
  let written: BilinearGrid | null = null;

  return {
    run(scores, grid, out) {
      if (scores.kind === 'ids') {
        certain(scores, grid, out);
        return;
      }
      const { classes, kind, width, height, data, pixelStride, classStride } = scores;
      const count = width * height;
      const binary = kind === 'binary';
      const planes = binary ? 1 : classes;
      const pitch = pitchOf(count);
      const planar = planes === 1 || (pixelStride === 1 && classStride === count);
      fit(grid, { planes, pitch, given: planar ? 0 : data.byteLength, classes, out });
      const { at } = grids;
      if (planar) {
        for (let c = 0; c < planes; c += 1) {
          arena.write(at.planes + c * pitch, data.subarray(c * count, (c + 1) * count));
        }
      } else {
        arena.write(at.given, data);
        arena.kernels.toPlanes(at.given, 4 * classStride, 4 * pixelStride, planes, count, at.planes, pitch);
      }
      if (kind === 'logits') arena.kernels.softmax(at.planes, pitch, planes, count);
      sample(grid, { planes, pitch, classes, binary }, out);
    },
    enlarge(values, grid, out) {
      const pitch = pitchOf(values.length);
      const shape = { planes: 1, pitch, classes: 1, binary: false };
      fit(grid, { ...shape, given: 0, out: { probabilities: out } });
      arena.write(grids.at.planes, values);
      sample(grid, shape, { probabilities: out });
    },
  };

  function fit(
    grid: BilinearGrid,
    {
      planes,
      pitch,
      given,
      classes,
      out,
    }: Omit<Shape, 'binary'> & { readonly given: number; readonly out: SampledMaps },
  ): void {
    const { width, height } = grid.target;
    const padded = 4 * Math.ceil(width / 4);
    const strip = 4 * stripOf(grid, classes, out) * width;
    const room = (map: MapValues | undefined, times: number): number => (map ? times * (strip + BEHIND) : 0);
    arena.settle(() => {
      grids.fit({ planes: planes * pitch, given });
      const axes = axesBytes({ width: padded, height });
      const fresh = tables.fit({ ...axes, spans: (padded / 4) * SPAN, held: 8, order: 4 * (ORDER.length + 1) });
      if (fresh || written !== grid) write(grid, padded);
      rows.fit({
        lines: 2 * planes * lineOf(padded),
        values: room(out.probabilities, classes),
        confidence: room(out.confidence, 1),
        entropy: room(out.entropy, 1),
      });
    });
  }

  function write(grid: BilinearGrid, padded: number): void {
    const { x, y } = grid;
    writeAxes(arena, tables.at, x, y);
    arena.write(tables.at.spans, spansOf(x, padded));
    written = grid;
  }

  function sample(grid: BilinearGrid, { planes, pitch, classes, binary }: Shape, out: SampledMaps): void {
    const { width, height } = grid.target;
    const { confidence, entropy, probabilities } = out;
    const bytes = (confidence ?? entropy ?? probabilities) instanceof Uint8Array;
    const strip = stripOf(grid, classes, out);
    const step = (bytes ? 1 : 4) * strip * width + BEHIND;
    const order: Record<(typeof ORDER)[number], number> = {
      ...tables.at,
      planes: grids.at.planes,
      pitch,
      stride: 4 * grid.source.width,
      count: planes,
      binary: Number(binary),
      targetWidth: width,
      lines: rows.at.lines,
      line: lineOf(4 * Math.ceil(width / 4)),
      values: probabilities ? rows.at.values : 0,
      step,
      confidence: confidence ? rows.at.confidence : 0,
      entropy: entropy ? rows.at.entropy : 0,
      bytes: Number(bytes),
    };
    arena.write(
      tables.at.order,
      Int32Array.from(ORDER, (field) => order[field]),
    );
    arena.write(tables.at.order + 4 * ORDER.length, Float32Array.of(classes > 1 ? 1 / Math.log(classes) : 0));
    arena.write(tables.at.held, Int32Array.of(-1, -1));
    for (let first = 0; first < height; first += strip) {
      const last = Math.min(height, first + strip);
      arena.kernels.sampleMaps(tables.at.order, first, last);
      const place = { first: first * width, count: (last - first) * width };
      if (confidence) copy(rows.at.confidence, confidence, place);
      if (entropy) copy(rows.at.entropy, entropy, place);
      if (!probabilities) continue;
      for (let c = 0; c < classes; c += 1) {
        copy(rows.at.values + c * step, probabilities, { ...place, first: c * width * height + place.first });
      }
    }
  }

  function copy(
    from: number,
    out: MapValues,
    { first, count }: { readonly first: number; readonly count: number },
  ): void {
    const { buffer } = arena;
    if (out instanceof Uint8Array) out.set(new Uint8Array(buffer, from, count), first);
    else out.set(new Float32Array(buffer, from, count), first);
  }
}

/** Planes on a grid, and how many classes they are of. */
interface Shape {
  readonly planes: number;
  /** Bytes from one to the next. */
  readonly pitch: number;
  readonly classes: number;
  readonly binary: boolean;
}

/** Rows of the target that are made at once. */
function stripOf(
  { target }: BilinearGrid,
  classes: number,
  { confidence, entropy, probabilities }: SampledMaps,
): number {
  const maps = Number(!!confidence) + Number(!!entropy) + (probabilities ? classes : 0);
  return Math.min(target.height, Math.max(1, Math.floor(STRIP / (maps * target.width))));
}

/** A whole number of blocks of the kernel, and a line of the cache: planes whose pixels share their place in it would drive one another out. */
function pitchOf(count: number): number {
  return 64 * (Math.ceil(count / 16) + 1);
}

function lineOf(padded: number): number {
  return 4 * padded + 64;
}
