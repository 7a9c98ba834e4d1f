/**
 * `npm run train:things -- --street DIR [--camvid DIR] --minutes N`: trains the heads that tell things apart, beside a semantic network that
 * stays as it ships: cache_features.py runs that over all frames once, then train_heads.py learns from what it gave. Started again
 * with the same `--out` both go on where they stopped.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from './run-script.ts';
import { thingsArguments } from './things-arguments.ts';

const here = dirname(fileURLToPath(import.meta.url));

try {
  const steps = thingsArguments(process.argv.slice(2), here);
  for (const [script, ...args] of steps) {
    const code = await runScript(join(here, script), args);
    if (code !== 0) throw new Error(`${script} ended with ${code}.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
