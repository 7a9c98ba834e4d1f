import { chromiumFlags, type Machine } from '../../src/cli/chromium/flags.ts';
import { writeFakeCamera } from '../e2e/fake-camera.ts';

/** What a browser is to find. */
export interface TestMachine extends Omit<Machine, 'permission' | 'compositing'> {
  /** As in `Machine`, and `person`: our small film. */
  readonly camera?: string;
  /** As in `Machine`, and `granted`: the permission stands. */
  readonly permission?: 'ask' | 'allow' | 'granted';
}

/** What all of tests/browser is run with: a camera and all graphics. */
export const CHROMIUM_ARGS = chromiumFlags({ camera: 'pattern', graphics: 'webgpu', compositing: 'processor' });

let film: Promise<string> | undefined;

/** Chromium's command line for a machine as described. */
export async function flags({
  camera = 'none',
  permission = 'allow',
  graphics = 'none',
}: TestMachine): Promise<string[]> {
  return chromiumFlags({
    camera: camera === 'person' ? await (film ??= writeFakeCamera({ width: 320, height: 240, frames: 6 })) : camera,
    permission: permission === 'allow' ? 'allow' : 'ask',
    graphics,
    // a GPU process that dies takes the page's compositor with it where there is WebGPU, as on a machine that has one
    compositing: graphics === 'webgpu' ? 'graphics' : 'processor',
  });
}
