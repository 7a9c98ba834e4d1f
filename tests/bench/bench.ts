/**
 * `npm run bench`: figures of this machine, as ratios against peers in the same run. Build first; let nothing else run.
 * Writes docs/reports/bench.json and bench.md. `--only segment,cold`: these sections alone, put into the report that is there.
 * `--gpu`: figures of the graphics adapter at hand instead, in bench-gpu.json and bench-gpu.md (`gpu/options.ts` has more options).
 */
import { parseArgs } from 'node:util';

const args = process.argv.slice(2);
if (args.includes('--gpu')) {
  const { benchGpuHere } = await import('./gpu/gpu.ts');
  await benchGpuHere(args).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
} else {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
  const { runSections } = await import('./run-sections.ts');
  await runSections(values.only);
}
