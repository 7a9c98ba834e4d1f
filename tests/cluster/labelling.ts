import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The command, as the package has it. */
export const COMMAND = new URL('../../dist/package/perpixel/bin/perpixel.js', import.meta.url).pathname;
export const MODEL = 'driving-street';

/** What a process of `perpixel label` is given. Names are relative, so that each run shares them out alike. */
export function labelLine(out: string): string[] {
  return ['videos', '--model', MODEL, '--out', out];
}

/** What ends a run that is meant to go well: 3, as one of the files is no video. */
const ENDS = [0, 3];

/**
 * Runs the command.
 * @param folder where it runs
 * @returns seconds
 */
export async function perpixel(folder: string, ...given: readonly string[]): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, [COMMAND, ...given], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (!ENDS.includes(code ?? -1)) throw new Error(`perpixel ${given.join(' ')} ended with ${code}:\n${said}`);
  return (performance.now() - from) / 1000;
}

/** Of a merged data set, all there is. */
export const MERGED = ['frames.parquet', 'tracks.parquet', 'summary.json', 'failed.jsonl'] as const;

/** Merges what lies in `out`, and says which files differ from those of another folder. */
export async function difference(folder: string, out: string, other: string): Promise<string[]> {
  await perpixel(folder, 'merge', out);
  const same = await Promise.all(
    MERGED.map(async (name) => {
      const [mine, its] = await Promise.all([out, other].map((each) => readFile(join(folder, each, 'merged', name))));
      return mine!.equals(its!);
    }),
  );
  return MERGED.filter((_, place) => !same[place]);
}
