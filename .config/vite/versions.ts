import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was measured with other versions does not hold. */
export function versions(root: string): Record<'app' | 'runtime' | 'litert', string> {
  const read = (path: string): string =>
    (JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as { version: string }).version;
  return {
    app: read('.'),
    runtime: read('node_modules/onnxruntime-web'),
    litert: read('node_modules/@litertjs/core'),
  };
}
