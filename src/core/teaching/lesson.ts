import { PerPixelError } from '../errors/errors.ts';
import type { Size } from '../geometry/fit.ts';
import { fitHead, type Fitted } from './fit-head.ts';
import { addSamples, emptyMoments, type Moments } from './moments.ts';
import { POSITION_WEIGHT, weighPlaces, type Columns } from './position.ts';
import { cellsUnder, thinned, type CellGrid, type Stroke } from './stroke.ts';
import type { TaughtClass } from './taught-class.ts';

/** A frame that is stroked. */
export interface FrameFacts extends Size {
  /** A number of its own. */
  readonly id: number;
}

/** A stroke with the features of the places that it has a say in. */
export interface TaughtStroke {
  readonly frame: FrameFacts;
  readonly stroke: Stroke;
  /** Of `sampledCells`, one behind the other. */
  readonly features: Float32Array;
}

/** So many places are remembered in all: 20 MB of 500 channels in half precision. */
export const MOST_SAMPLES = 20_000;

/** The places of a stroke that are sampled: all of a small one, and of a whole frame some hundreds. */
export function sampledCells(stroke: Stroke, grid: CellGrid): Uint32Array<ArrayBuffer> {
  const cells = cellsUnder(stroke, grid);
  return stroke.classId === null
    ? cells.subarray(0, 0)
    : thinned(cells, Math.min(480, Math.round(120 + cells.length / 40)));
}

interface Kept extends TaughtStroke {
  readonly under: Uint32Array;
  readonly cells: Uint32Array;
  /** Of each of the cells, how many later strokes have taken it. */
  readonly taken: Uint16Array;
}

/**
 * What was stroked, and the sums that a fit is made of. A stroke adds its samples to the sums, and takes out those that earlier strokes of the
 * same frame have under it: of two that contradict one another the later one counts.
 */
export class Lesson {
  #strokes: Kept[] = [];
  #moments: Moments[] = [];
  #fixedCamera = false;

  /**
   * @param gridOf the cells of a frame of that size
   * @param position the columns that say where a place lies; null: none do
   * @param placeWeight how much they count where the camera stands still
   */
  constructor(
    readonly channels: number,
    private readonly gridOf: (frame: Size) => CellGrid,
    private readonly position: Columns | null = null,
    private readonly placeWeight = POSITION_WEIGHT,
  ) {}

  /** Where a place lies counts, too: a camera stands still. */
  get fixedCamera(): boolean {
    return this.#fixedCamera;
  }

  set fixedCamera(fixed: boolean) {
    if (fixed === this.#fixedCamera) return;
    this.#fixedCamera = fixed;
    if (this.position) this.#anew(this.#strokes);
  }

  get strokes(): readonly TaughtStroke[] {
    return this.#strokes;
  }

  /** Of all classes together, but for what later strokes took. */
  get samples(): number {
    return this.#moments.reduce((sum, { count }) => sum + count, 0);
  }

  /** @throws PerPixelError `teaching-full`, `inference-failed` where features are no numbers */
  add(given: TaughtStroke): void {
    const grid = this.gridOf(given.frame);
    const under = cellsUnder(given.stroke, grid);
    const cells = sampledCells(given.stroke, grid);
    const { features } = given;
    if (features.length !== cells.length * this.channels) throw new Error('A stroke has other features than places.');
    checkNumbers(features);
    const remembered = this.#strokes.reduce((sum, each) => sum + each.cells.length, 0);
    if (remembered + cells.length > MOST_SAMPLES) throw full();
    this.#take(under, given.frame.id, -1);
    const kept = { ...given, under, cells, taken: new Uint16Array(cells.length) };
    this.#strokes.push(kept);
    this.#sum(kept, () => true, 1);
  }

  /** The strokes on a frame, oldest first. */
  strokesOn(frame: number): Stroke[] {
    return this.#strokes.flatMap((each) => (each.frame.id === frame ? [each.stroke] : []));
  }

  /** Takes the last stroke back. @param frame of this one; default: of all @returns it; null: there is none */
  undo(frame?: number): TaughtStroke | null {
    const last = this.#strokes.findLast((each) => frame === undefined || each.frame.id === frame);
    if (!last) return null;
    // what came after it is of other frames, and took nothing from it
    this.#strokes.splice(this.#strokes.indexOf(last), 1);
    this.#sum(last, (at) => last.taken[at] === 0, -1);
    this.#take(last.under, last.frame.id, 1);
    return last;
  }

  /** A class is no more: its strokes are gone, and the ids above it are one less. */
  removeClass(id: number): void {
    const rest = this.#strokes.filter(({ stroke }) => stroke.classId !== id);
    const lower = (each: number | null): number | null => (each !== null && each > id ? each - 1 : each);
    this.#anew(rest.map((each) => ({ ...each, stroke: { ...each.stroke, classId: lower(each.stroke.classId) } })));
  }

  /** A frame's strokes are gone. */
  removeFrame(id: number): void {
    this.#anew(this.#strokes.filter(({ frame }) => frame.id !== id));
  }

  clear(): void {
    this.#anew([]);
  }

  /**
   * @param classes the background first; those without strokes are no pixel's
   * @throws PerPixelError `teaching-incomplete`
   */
  fit(classes: readonly TaughtClass[]): Fitted {
    const moments = classes.map((_, id) => this.#moments[id] ?? emptyMoments(0));
    const { head, samples } = fitHead(moments, classes, this.channels, (id) => this.#samplesOf(id));
    return { head: { ...head, weights: this.#weighed(head.weights) as typeof head.weights }, samples };
  }

  /** Of samples, or of what they are multiplied by. */
  #weighed(rows: Float32Array): Float32Array {
    return weighPlaces(rows, this.channels, this.position, this.#fixedCamera ? this.placeWeight : 0);
  }

  #anew(strokes: readonly TaughtStroke[]): void {
    this.#strokes = [];
    this.#moments = [];
    for (const each of strokes) this.add(each);
  }

  /** Samples of a class that count, for a look at some of them. */
  #samplesOf(id: number): Float32Array[] {
    const own = this.#strokes.filter(({ stroke }) => stroke.classId === id);
    return own.flatMap(({ cells, taken, features }) =>
      [...cells.keys()]
        .filter((at) => taken[at] === 0)
        .map((at) => this.#weighed(features.subarray(at * this.channels, (at + 1) * this.channels))),
    );
  }

  /** A later stroke takes the places under it from the others of its frame, or gives them back. */
  #take(under: Uint32Array, frame: number, sign: 1 | -1): void {
    const places = new Set(under);
    for (const each of this.#strokes) {
      if (each.frame.id !== frame) continue;
      const changed = each.cells.map((cell, at) => {
        if (!places.has(cell)) return 0;
        const before = each.taken[at]!;
        each.taken[at] = before - sign;
        return before === 0 || before === sign ? 1 : 0;
      });
      this.#sum(each, (at) => changed[at] === 1, sign);
    }
  }

  #sum({ stroke: { classId }, cells, features }: Kept, which: (at: number) => boolean, sign: 1 | -1): void {
    if (classId === null) return;
    const { channels } = this;
    const chosen = [...cells.keys()].filter(which);
    if (chosen.length === 0) return;
    const rows = new Float32Array(chosen.length * channels);
    chosen.forEach((at, row) => rows.set(features.subarray(at * channels, (at + 1) * channels), row * channels));
    for (let id = this.#moments.length; id <= classId; id += 1) this.#moments.push(emptyMoments(channels));
    const moments = this.#moments[classId]!;
    addSamples(moments, this.#weighed(rows), sign);
    // what rounding leaves of nothing
    if (moments.count === 0) this.#moments[classId] = emptyMoments(channels);
  }
}

function checkNumbers(features: Float32Array): void {
  for (const value of features) {
    if (Number.isFinite(value)) continue;
    throw new PerPixelError(
      'inference-failed',
      'The network gives features that are no numbers.',
      'Choose the backend “wasm”, or another trunk.',
    );
  }
}

function full(): PerPixelError {
  return new PerPixelError(
    'teaching-full',
    `${MOST_SAMPLES.toLocaleString('en')} places are stroked, and more cannot be remembered.`,
    'Take a class or a frame away; smaller strokes on fewer frames say as much.',
  );
}
