/** Builds `models/dist`. `--force` does so even if nothing has changed. */
import { buildModels } from './build/build-models.ts';

try {
  const result = await buildModels({
    force: process.argv.includes('--force'),
    log: (line) => console.log(`models: ${line}`),
  });
  if (result === 'up to date') console.log('models: up to date');
} catch (error) {
  console.error(`models: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
