/** `npm run evaluate -- --model ID --images DIR --labels DIR`: scores a model in a real Chromium and through the built library. Build first. */
import { openChromium } from './chromium-studio.ts';
import { evaluate } from './run-evaluate.ts';
import { readTask } from './task.ts';

try {
  await evaluate(readTask(process.argv.slice(2)), openChromium);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
