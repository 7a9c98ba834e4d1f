/**
 * `npm run train:driving -- --camvid DIR --street DIR --minutes N`: runs train.py with the Python that has PyTorch. Started again
 * with the same `--out` it goes on from its last checkpoint. With CamVid it trains `driving`, without it
 * `driving-street`, each from the weights that ship. Every option of train.py may be given.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './python.ts';
import { trainingArguments } from './training-arguments.ts';

const here = dirname(fileURLToPath(import.meta.url));

try {
  const training = trainingArguments(process.argv.slice(2), here);
  const python = await findPython();
  const child = spawn(python, [join(here, 'train.py'), ...training], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
