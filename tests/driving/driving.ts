/** `npm run test:training`: tests of models/driving's Python, with the Python that has PyTorch. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScript } from '../../models/driving/run-script.ts';

try {
  process.exitCode = await runScript('-m', ['unittest', 'discover', '-s', dirname(fileURLToPath(import.meta.url))]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
