/**
 * `npm run train:features -- --start KERAS.h5 --street DIR --clip FILE --minutes N`: runs train.py with the Python that has PyTorch. Started again with
 * the same `--out` it goes on from its last checkpoint.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from '../driving/run-script.ts';
import { trainingArguments } from './arguments.ts';

const here = dirname(fileURLToPath(import.meta.url));

try {
  process.exitCode = await runScript(join(here, 'train.py'), trainingArguments(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
