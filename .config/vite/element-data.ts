import { join } from 'node:path';
import type { Plugin } from 'vite';
import { describeElement, manifestOf } from '../elements/manifest.ts';
import { writeElementData } from '../elements/write.ts';

const MODULE = 'perpixel.js';

/** Puts what editors and frameworks want to know of `<per-pixel>` beside the library; in development its manifest alone. */
export function elementData(root: string, version: string): Plugin {
  return {
    name: 'perpixel:element-data',
    configureServer(server) {
      server.middlewares.use('/lib/custom-elements.json', (_request, response, next) => {
        describeElement(root).then((element) => {
          response.setHeader('Content-Type', 'application/json');
          response.end(JSON.stringify(manifestOf(element, MODULE)));
        }, next);
      });
    },
    async writeBundle({ dir }) {
      if (!dir?.endsWith('dist')) return;
      await writeElementData(join(dir, 'lib'), { root, version, module: MODULE, types: `../${MODULE}` });
    },
  };
}
