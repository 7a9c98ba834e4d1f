import { join } from 'node:path';
import type { Sharp } from 'sharp';
import { PANOPTIC_BASE } from '../../core/instances/instance.ts';
import { createSegmenter, type Segmenter } from '../../node.ts';
import { optional } from '../terminal/optional.ts';
import type { Studio } from './studio.ts';
import type { Task, Variant } from './task.ts';

/** By `perpixel/node`, without a browser. @throws PerPixelError, CommandError where the model cannot be used */
export async function openNode({ model, images, refine, variants }: Task): Promise<Studio> {
  const { default: sharp } = await optional(() => import('sharp'), 'sharp', 'Evaluating');
  const segmenters = new Map<Variant, Segmenter>();
  for (const variant of variants) {
    const tidied = variant === 'raw' ? { refine: false as const } : refine ? { refine } : {};
    segmenters.set(variant, await createSegmenter({ model, backend: 'cpu', ...tidied }));
  }
  const [first] = segmenters.values();
  const { id, sha256, classes, labelsStart } = first!.model;
  const picture = (name: string): Sharp => sharp(join(images, name)).rotate();
  return {
    engine: `Node ${process.versions.node}`,
    model: {
      id,
      sha256,
      backend: first!.backend,
      classes: classes.map(({ name, colour, thing }) => ({ name, colour, thing })),
      labelsStart,
    },
    sizes: (names) =>
      Promise.all(
        names.map(async (name) => {
          const { info } = await picture(name)
            .raw()
            .toBuffer({ resolveWithObject: true })
            .catch(() => ({ info: null }));
          return info && { width: info.width, height: info.height };
        }),
      ),
    async segment(name, variant, panoptic) {
      const wanted = panoptic ? (['confidence', 'panoptic', 'instances'] as const) : (['confidence'] as const);
      const {
        labelMap,
        confidence,
        panopticMap,
        instances = [],
      } = await segmenters.get(variant)!.segment(join(images, name), { outputs: wanted });
      const map = panopticMap && Uint16Array.from(panopticMap, (value) => value % PANOPTIC_BASE);
      return { labels: labelMap, confidence: confidence!, things: panoptic && map ? { instances, map } : null };
    },
    async sheet(rows, colours) {
      const { drawSheet } = await import('./sheet.ts');
      return drawSheet(
        sharp,
        rows.map((row) => ({ ...row, path: join(images, row.name) })),
        colours,
      );
    },
    close() {
      for (const segmenter of segmenters.values()) segmenter.close();
      return Promise.resolve();
    },
  };
}
