import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** The largest runtime, decoded, is 27 MB. */
const LARGEST = 64 * 2 ** 20;

/** Builds the service worker with a list of every file it may keep, and the SHA-256 of each. */
export function offline(root: string): Plugin[] {
  const dist = join(root, 'dist');
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'workers/entries',
    filename: 'sw.ts',
    // our pages register it themselves, once they have something to show
    injectRegister: false,
    manifest: false,
    injectManifest: {
      globDirectory: dist,
      globPatterns: [
        '*.html',
        '*.css',
        '*.js',
        '*.svg',
        'lib/*.{js,css,wasm}',
        'lib/sample-*',
        'lib/models/*.{json,onnx,tflite,bin}',
      ],
      globIgnores: ['sw.js'],
      maximumFileSizeToCacheInBytes: LARGEST,
      manifestTransforms: [
        async (entries) => ({
          manifest: await Promise.all(
            entries.map(async (entry) => ({ ...entry, revision: await sha256(join(dist, entry.url)) })),
          ),
        }),
      ],
    },
  });
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
