import { parseArgs } from 'node:util';

/** What the command may be told. */
export interface GpuOptions {
  /** A Chromium; null: whichever is found. */
  readonly chromium: string | null;
  /** More of its flags, as a machine may need. */
  readonly flags: readonly string[];
  /** In SwiftShader: to try the command where there is no adapter. */
  readonly software: boolean;
  /** Calls of `segment()` a size, and seconds that a stream is watched; null: what suits the adapter. */
  readonly rounds: number | null;
  readonly seconds: number | null;
  /** Where the report goes; null: where the command puts it. */
  readonly out: string | null;
}

export const HELP = `Options:
  --chromium PATH  the browser (else CHROME_PATH, else one that is installed)
  --flag=FLAG      one more of its flags; may be repeated
  --software       on SwiftShader: the way to try this without an adapter
  --rounds N       calls of segment() for each size
  --seconds N      seconds that each stream is watched
  --out FOLDER     where bench-gpu.md and bench-gpu.json go`;

/** @throws Error that says what is wrong with them */
export function gpuOptions(args: readonly string[]): GpuOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      gpu: { type: 'boolean' },
      chromium: { type: 'string' },
      flag: { type: 'string', multiple: true },
      software: { type: 'boolean' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      out: { type: 'string' },
    },
  });
  return {
    chromium: values.chromium ?? null,
    flags: values.flag ?? [],
    software: values.software ?? false,
    rounds: count('rounds', values.rounds),
    seconds: count('seconds', values.seconds),
    out: values.out ?? null,
  };
}

function count(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} is a whole number above 0, not “${text}”.`);
}
