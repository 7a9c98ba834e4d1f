import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TypeDocOptions } from 'typedoc';
import { ERROR_CODES } from '../../src/core/errors/errors.ts';
import { STAGES } from '../../src/core/metrics/metrics.ts';
import { BACKENDS } from '../../src/core/tuning/backend.ts';
import { OVERLAYS } from '../../src/core/view/overlay.ts';
import { keptFor } from './kept.ts';

/** How TypeDoc reads the declarations that the build wrote: they are the package's own, and were checked then. */
const COMPILER = {
  skipLibCheck: true,
  lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
  types: [],
  allowImportingTsExtensions: true,
  noEmit: true,
  module: 'preserve',
  moduleResolution: 'bundler',
  target: 'es2023',
};

/** What the page leaves out, and what it puts into tables. */
const LOOK: Partial<TypeDocOptions> & Record<string, unknown> = {
  router: 'module',
  fileExtension: '.md',
  entryFileName: 'README',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  hidePageTitle: true,
  disableSources: true,
  useCodeBlocks: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  groupOrder: ['Functions', 'Classes', 'Interfaces', 'Type Aliases', '*'],
  tableColumnSettings: {
    hideDefaults: true,
    hideModifiers: true,
    hideInherited: true,
    hideOverrides: true,
    hideSources: true,
  },
};

/** Every public function, class and type, with their doc comments, as one page. */
export async function apiPage(root: string): Promise<string> {
  return keptFor(root, 'api', [join(root, '.types/src'), fileURLToPath(import.meta.url)], () => read(root));
}

async function read(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'perpixel-api-'));
  const entry = join(root, '.types/src/perpixel.d.ts');
  const tsconfig = join(folder, 'tsconfig.json');
  await writeFile(tsconfig, JSON.stringify({ compilerOptions: COMPILER, files: [entry] }));
  try {
    const { Application } = await import('typedoc');
    const app = await Application.bootstrapWithPlugins({
      name: 'JavaScript',
      entryPoints: [entry],
      tsconfig,
      skipErrorChecking: true,
      logLevel: 'Error',
      plugin: ['typedoc-plugin-markdown'],
      readme: 'none',
      outputs: [{ name: 'markdown', path: folder }],
      ...LOOK,
    });
    const project = await app.convert();
    if (!project) throw new Error(`Nothing could be read of ${entry}. Run “tsc -b” first.`);
    await app.generateOutputs(project);
    return HEAD + listed(tidied(await readFile(join(folder, 'README.md'), 'utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const HEAD = `# JavaScript

Made from the declarations of the package. \`perpixel\` has the segmenter and the errors, \`perpixel/video\` the analysis of files, and
\`perpixel/elements\` [the element](element.html) with its types.

`;

/** Names that are taken from a list are shown as what the list holds. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  'typeof BACKENDS[number]': BACKENDS,
  'typeof ERROR_CODES[number]': ERROR_CODES,
  'typeof STAGES[number]': STAGES,
  'keyof typeof OVERLAY_TRAITS': OVERLAYS,
};

function listed(text: string): string {
  return Object.entries(LISTS).reduce(
    (filled, [name, values]) =>
      filled.replaceAll(`= ${name};`, `=${values.map((each) => `\n  | '${each}'`).join('')};`),
    text,
  );
}

/** Words that only repeat what the signature above them says, and the union of all codes wherever one of them may be. */
function tidied(text: string): string {
  return text
    .replace(/^#{4,6} (Overrides|Inherited from)\n\n.*\n\n/gm, '')
    .replace(/^#{4,6} Returns\n\n.*\n\n/gm, '')
    .replace(
      /^#{4,6} (Extends|Constructors?|Methods|Properties|Parameters|Throws|Type Declaration|Indexable)$/gm,
      '**$1**',
    )
    .replace(/\*\*Constructors\*\*\n\n\*\*Constructor\*\*/g, '**Constructor**')
    .replace(/(?:\\\| )?`"aborted"`(?: \\\| `"[\w-]+"`)+/g, '[`ErrorCode`](errors.html)')
    .replace(/^\*\*\*\n/gm, '')
    .replace(/\| - \|$/gm, '| |');
}
