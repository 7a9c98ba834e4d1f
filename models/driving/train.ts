/**
 * `npm run train:driving -- --camvid DIR --street DIR --minutes N`: runs train.py with the Python that has PyTorch. Started again
 * with the same `--out` it goes on from its last checkpoint. With CamVid it trains `driving`, without it
 * `driving-street`, from weights that ship. Every option of train.py may be given.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from './run-script.ts';
import { trainingArguments } from './training-arguments.ts';

const here = dirname(fileURLToPath(import.meta.url));

try {
  process.exitCode = await runScript(join(here, 'train.py'), trainingArguments(process.argv.slice(2), here));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
