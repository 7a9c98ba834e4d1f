import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer/index.js';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import type { Analyzed } from './schema.ts';

/** The classes of `<per-pixel>`, each before those that extend it. */
const CLASSES = [
  'src/elements/component.ts',
  'src/elements/per-pixel/viewer-properties.ts',
  'src/elements/per-pixel/per-pixel.ts',
  'src/apps/kiosk/viewer.ts',
];
/** The elements that it is made of: their parts are its own, by `exportparts`. */
const PIECES = [
  'hud/hud',
  'hud/sparkline',
  'inspector/inspector',
  'legend/legend',
  'playback/playback',
  'refine-panel/refine-panel',
  'scale/scale',
  'split/split',
  'status/status',
  'backgrounds/backgrounds',
  'things/things',
  'toolbar/toolbar',
].map((name) => `src/elements/${name}.ts`);

export interface Classes {
  /** `<per-pixel>` with everything that it inherits. */
  readonly element: Analyzed;
  readonly pieces: readonly Analyzed[];
}

/** What the doc comments and decorators say of `<per-pixel>`, private things included. */
export async function analyze(root: string): Promise<Classes> {
  const modules = await Promise.all(
    [...CLASSES, ...PIECES].map(async (path) =>
      ts.createSourceFile(path, await readFile(join(root, path), 'utf8'), ts.ScriptTarget.ESNext, true),
    ),
  );
  const analyzed = create({ modules, plugins: litPlugin(), context: { dev: false } });
  const classes = analyzed.modules.flatMap(({ declarations = [] }) =>
    declarations.filter(({ kind }) => kind === 'class'),
  );
  const element = classes.find(({ name }) => name === 'KioskViewer');
  if (!element) throw new Error('the analyzer found no <per-pixel>');
  return { element, pieces: classes.filter(({ tagName }) => tagName?.startsWith('pp-')) };
}
