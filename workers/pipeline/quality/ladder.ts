import { quantile } from '../../../src/core/metrics/metrics.ts';

/** How much care a live frame gets. */
export interface Level {
  /** Label maps have at most this many. */
  readonly pixels: number;
  /** The costly stages of refinement run too, where it has some: those that follow the picture's edges. */
  readonly fine: boolean;
  /** The model sees every n-th frame, n being the stride; in between its scores move along with the picture. */
  readonly stride: number;
  /** The model runs in a thread beside the frames, as often as it can; all of them get its labels, moved along with the picture. */
  readonly beside: boolean;
  /** What the visitor gets less of; null: nothing. */
  readonly note: string | null;
}

/** From the best to the cheapest. */
export const LEVELS: readonly [Level, ...Level[]] = [
  { pixels: 1280 * 720, fine: true, stride: 1, beside: false, note: null },
  { pixels: 640 * 360, fine: false, stride: 1, beside: false, note: 'To keep up, edges are drawn less finely.' },
  {
    pixels: 320 * 180,
    fine: false,
    stride: 1,
    beside: false,
    note: 'To keep up, labels are drawn at a quarter of their size.',
  },
  {
    pixels: 320 * 180,
    fine: false,
    stride: 2,
    beside: false,
    note: 'To keep up, every second frame is labelled; the labels move along in between.',
  },
  {
    pixels: 320 * 180,
    fine: false,
    stride: 3,
    beside: false,
    note: 'To keep up, every third frame is labelled; the labels move along in between.',
  },
];

/** The first of those below, in the order of all. */
export const FIRST_BESIDE = LEVELS.length;

/** For a model that takes longer than frames may: the frames then have all of their time for themselves. */
export const BESIDE_LEVELS: readonly Level[] = [
  {
    pixels: 1280 * 720,
    fine: true,
    stride: 1,
    beside: true,
    note: 'To keep up, some frames a second are labelled; the labels move along in between.',
  },
  {
    pixels: 640 * 360,
    fine: false,
    stride: 1,
    beside: true,
    note: 'To keep up, some frames a second are labelled; the labels move along in between, with coarser edges.',
  },
  {
    pixels: 320 * 180,
    fine: false,
    stride: 1,
    beside: true,
    note: 'To keep up, some frames a second are labelled; the labels move along in between, at a quarter of their size.',
  },
];

export function levelAt(index: number): Level {
  return [...LEVELS, ...BESIDE_LEVELS][index] ?? LEVELS[0];
}

/** What one frame took. */
export interface Sample {
  /** Milliseconds, all stages. */
  readonly total: number;
  /** Milliseconds a frame may take. */
  readonly budget: number;
  /** The model saw it. */
  readonly labelled: boolean;
  /** Milliseconds that the model takes for a frame; default: unknown. */
  readonly model?: number;
}

/** Lowers the cost of a stream's frames while they take too long, and raises it when there is room again. */
export interface Ladder {
  /** 0 is the best. */
  readonly level: number;
  add(sample: Sample): void;
  /** Another stream begins: full quality, nothing learnt. */
  reset(): void;
}

/** Frames that are judged together: a second of them. */
const WINDOW = 30;
/** Calm frames before a better level is tried. */
const PATIENCE = 90;
/** Each failed try doubles the patience, up to so many times. */
const MOST_PATIENCE = 32;
/** A better level is tried where frames take at most this share of their budget: it will cost more. */
const ROOM = 0.75;
/** Milliseconds of work that are not judged: code that has just started is not optimised yet. */
const WARM_UP = 1500;

/** A model that takes so many times what a frame may is better run beside. */
const HOPELESS = 1.5;
/** Frames that show it. */
const FEW = 8;

/**
 * @param lowest the last level there is while the model runs on the frames' way
 * @param beside whether it can run beside them
 */
export function createLadder(lowest = LEVELS.length - 1, beside = (): boolean => false): Ladder {
  let level = 0;
  let samples: Sample[] = [];
  let calm = 0;
  let patience = PATIENCE;
  /** Frames since a better level was tried; Infinity: it proved good, or none was. */
  let trying = Infinity;
  /** Milliseconds of work so far, as far as they are counted. */
  let worked = 0;

  return {
    get level() {
      return level;
    },
    add(sample) {
      if (worked < WARM_UP) {
        worked += sample.total;
        return;
      }
      samples.push(sample);
      if (samples.length > WINDOW) samples.shift();
      trying += 1;
      if (level < FIRST_BESIDE && beside() && isHopeless()) return change(FIRST_BESIDE);
      // its thread is past saving
      if (level >= FIRST_BESIDE && !beside()) return change(lowest);
      if (samples.length < WINDOW) return;
      const { stride } = levelAt(level);
      const load = loadOf(samples, stride);
      if (load > 1) lower();
      else if (hasRoom(load, stride)) rise();
      else calm = 0;
    },
    reset() {
      change(0);
      [patience, trying, worked] = [PATIENCE, Infinity, 0];
    },
  };

  function lower(): void {
    if (level >= (level < FIRST_BESIDE ? lowest : FIRST_BESIDE + BESIDE_LEVELS.length - 1)) return;
    // a try that failed: the next one waits longer
    if (trying < patience + WINDOW) patience = Math.min(patience * 2, PATIENCE * MOST_PATIENCE);
    trying = Infinity;
    change(level + 1);
  }

  function rise(): void {
    if (level === 0) return;
    calm += 1;
    if (calm < patience) return;
    trying = 0;
    change(level === FIRST_BESIDE ? 0 : level - 1);
  }

  function change(to: number): void {
    level = to;
    samples = [];
    calm = 0;
  }

  function isHopeless(): boolean {
    const newest = samples.slice(-FEW).filter(({ labelled }) => labelled);
    const shares = newest.map(({ model, budget }) => (model ?? 0) / budget);
    return samples.length >= FEW && quantileOf(shares, 0.5) > HOPELESS;
  }

  /** Where frames were left out, one that was not says what labelling each would cost; where the model runs beside, what it takes does. */
  function hasRoom(load: number, stride: number): boolean {
    if (level === FIRST_BESIDE) {
      const whole = samples.map(({ total, model, budget }) => (total + (model ?? Infinity)) / budget);
      return quantileOf(whole, 0.9) < ROOM;
    }
    if (stride === 1) return load < ROOM;
    const labelled = samples.filter((sample) => sample.labelled);
    return (
      load < 1 &&
      quantileOf(
        labelled.map(({ total, budget }) => total / budget / (stride - 1)),
        0.9,
      ) < 0.9
    );
  }
}

/** The 90th percentile of frames' times over their budgets, each averaged over a round of labelled and followed ones. */
function loadOf(samples: readonly Sample[], stride: number): number {
  const loads = samples.map(({ total, budget }) => total / budget);
  const rounds = loads.slice(stride - 1).map((_, start) => mean(loads.slice(start, start + stride)));
  return quantileOf(rounds, 0.9);
}

function quantileOf(values: readonly number[], q: number): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    q,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
