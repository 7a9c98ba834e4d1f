import { parseArgs } from 'node:util';
import type { StreetRoad } from '../../src/protocol/street.ts';

export const USAGE = `npm run street -- --frames N --out DIR [options]

  --frames    the last frame's number, and one: how many there are, where it starts at 0
  --out       gets images, labels and instances
  --start     the first frame's number: goes on where an earlier export stopped (default: 0)
  --seed      of the first drive; the next one has the next (default: 1)
  --per-seed  frames taken of one drive (default: 4)
  --every     seconds of the drive between two of them (default: 11)
  --road      town or motorway (default: town)
  --width     pixels (default: 640)
  --height    pixels (default: 360)`;

/** Larger ones no software renderer holds. */
const MOST_PIXELS = 8192;

/** What is to be drawn. */
export interface Task {
  /** One more than the last frame's number. */
  readonly frames: number;
  readonly out: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  /** Seconds of the drive between two frames of one seed. */
  readonly every: number;
  /** Frames taken of one seed's drive before the next seed. */
  readonly perSeed: number;
  /** The first frame's number: goes on where an earlier export stopped. */
  readonly start: number;
  readonly road: StreetRoad;
}

/**
 * What `npm run street` is asked for.
 * @throws Error that shows the usage where something is missing, unknown or no number that it may be
 */
export function readTask(args: readonly string[]): Task {
  const { frames, out, road, ...values } = parse(args);
  if (!frames || !out) throw wrong('--frames and --out are needed.');
  if (road !== 'town' && road !== 'motorway') throw wrong(`--road is "${road}"; it may be town, motorway.`);
  const every = Number(values.every);
  if (!(values.every.trim() !== '' && every > 0 && every < Infinity))
    throw wrong(`--every is "${values.every}"; give seconds above 0.`);
  const task: Task = {
    frames: whole('frames', frames, 1),
    out,
    road,
    every,
    seed: whole('seed', values.seed, 0),
    width: whole('width', values.width, 16, MOST_PIXELS),
    height: whole('height', values.height, 16, MOST_PIXELS),
    perSeed: whole('per-seed', values['per-seed'], 1),
    start: whole('start', values.start, 0),
  };
  if (task.start >= task.frames)
    throw wrong(`--start is ${task.start}, and --frames ${task.frames}: --frames counts those before the start, too.`);
  return task;
}

function parse(args: readonly string[]) {
  const number = (otherwise: string) => ({ type: 'string', default: otherwise }) as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        frames: text,
        out: text,
        road: number('town'),
        seed: number('1'),
        width: number('640'),
        height: number('360'),
        every: number('11'),
        'per-seed': number('4'),
        start: number('0'),
      },
    }).values;
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function whole(name: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw wrong(`--${name} is "${text}"; give a whole number from ${least} to ${most}.`);
}

function wrong(problem: string, cause?: unknown): Error {
  return new Error(`${problem}\n\n${USAGE}`, { cause });
}
