/**
 * `npm run simulate:teaching -- --camvid DIR`: teaches road and car by strokes made of labels, and scores what is labelled by it (simulate.py).
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from '../driving/run-script.ts';
import { teachingArguments } from './arguments.ts';

const here = dirname(fileURLToPath(import.meta.url));

try {
  process.exitCode = await runScript(join(here, 'simulate.py'), teachingArguments(process.argv.slice(2), here));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
