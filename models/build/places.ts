import { fileURLToPath } from 'node:url';

/** Where a build reads and writes, as absolute paths. */
export interface Places {
  /** A folder a model, and the converter itself. */
  readonly models: string;
  /** The `node_modules` whose packages hold the TFLite files. */
  readonly packages: string;
  /** Where `<id>.onnx` and `<id>.json` go. */
  readonly dist: string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const PROJECT: Places = { models: here('..'), packages: here('../../node_modules'), dist: here('../dist') };

/** Sources of ours that decide what comes out: files, or folders of TypeScript. */
export const OWN_SOURCES: readonly string[] = [
  here('.'),
  here('../convert'),
  here('../tiny'),
  here('../start'),
  here('../../src/core/manifest/manifest.ts'),
  here('../../src/core/refine'),
  here('../../src/platform/start-image.ts'),
];
