import { writeFakeCamera } from '../e2e/fake-camera.ts';
import { CHROMIUM_ARGS } from './args.ts';

/** What a browser is to find. */
export interface Machine {
  /** `none`: the machine has none. `person`: our small film. `pattern`: Chromium's own. A path: that film. Default none. */
  readonly camera?: string;
  /** `ask`: as a fresh profile. `allow`: Chromium answers yes to every question. `granted`: the permission stands. */
  readonly permission?: 'ask' | 'allow' | 'granted';
  /** `none`: a machine without; `webgl`, which the street needs, and `webgpu` in software cost a second each time. Default none. */
  readonly graphics?: 'none' | 'webgl' | 'webgpu';
}

let film: Promise<string> | undefined;

/** Chromium's command line for a machine as described. */
export async function flags({ camera = 'none', permission = 'allow', graphics = 'none' }: Machine): Promise<string[]> {
  const path = camera === 'person' ? await (film ??= writeFakeCamera({ width: 320, height: 240, frames: 6 })) : camera;
  return [
    ...CHROMIUM_ARGS.filter((flag) => {
      if (flag.includes('fake-device')) return camera !== 'none';
      if (flag.includes('fake-ui')) return permission === 'allow';
      if (/webgpu|vulkan/i.test(flag)) return graphics === 'webgpu';
      return graphics !== 'none' || !/angle|gpu-blocklist|swiftshader/.test(flag);
    }),
    ...(graphics === 'none' ? ['--disable-gpu'] : []),
    ...(camera === 'none' || camera === 'pattern' ? [] : [`--use-file-for-fake-video-capture=${path}`]),
  ];
}
