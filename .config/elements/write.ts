import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import { frameworkTypes } from './frameworks.ts';
import { describeElement, manifestOf } from './manifest.ts';

type CEM = Parameters<typeof getVsCodeHtmlCustomData>[0];

export interface ElementDataOptions {
  readonly root: string;
  readonly version: string;
  /** What a page imports to have the element, beside the manifest: `elements.js`. */
  readonly module: string;
  /** What the declarations in `frameworks/` import the element's types from: `../elements.js`. */
  readonly types: string;
}

/**
 * Writes what editors and frameworks want to know of `<per-pixel>`: its manifest (custom-elements.json), data for VS Code and
 * JetBrains, and declarations for markup in React, Solid, Svelte and Vue.
 */
export async function writeElementData(folder: string, options: ElementDataOptions): Promise<void> {
  const { root, version, module, types } = options;
  const element = await describeElement(root);
  const manifest = manifestOf(element, module);
  const quiet = { hideLogs: true };
  // each writes into what it is given
  const copy = (): CEM => structuredClone(manifest) as object as CEM;
  const webTypes = JSON.parse(getWebTypesData(copy(), quiet)) as object;
  const files: Readonly<Record<string, string>> = {
    'custom-elements.json': json(manifest),
    'vscode.html-custom-data.json': getVsCodeHtmlCustomData(copy(), quiet),
    'vscode.css-custom-data.json': getVsCodeCssCustomData(copy(), quiet),
    'web-types.json': json({ ...webTypes, name: 'perpixel', version }),
    ...Object.fromEntries(
      Object.entries(frameworkTypes(element, types)).map(([name, content]) => [`frameworks/${name}`, content]),
    ),
  };
  await mkdir(join(folder, 'frameworks'), { recursive: true });
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
}

function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
