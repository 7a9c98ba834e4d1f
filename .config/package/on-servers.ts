import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** Of Lit's own builds for Node, those that work in a page as well. */
const FOR_NODE = ['lit-html/node/lit-html.js', '@lit/reactive-element/node/css-tag.js'];
const HTML = /class \w+ extends HTMLElement\b/;

/**
 * Frameworks import on their server whatever a page imports. Lit has builds of its own for that, told by a condition that not
 * every server sets; one file for both is enough: Lit's templates and styles for Node work in a page too, and an element's
 * base class is another one where there is none.
 */
export function onServers(root: string): Plugin {
  return {
    name: 'perpixel:on-servers',
    enforce: 'pre',
    async load(id) {
      const forNode = FOR_NODE.find((path) => id.endsWith(`/node_modules/${path.replace('/node/', '/')}`));
      if (forNode !== undefined) return readFile(`${root}node_modules/${forNode}`, 'utf8');
      if (!id.endsWith('/@lit/reactive-element/reactive-element.js')) return null;
      const code = await readFile(id, 'utf8');
      if (!HTML.test(code)) this.error('Lit has changed: its base class is not where it was');
      return code.replace(HTML, (found) => found.replace('HTMLElement', '(globalThis.HTMLElement ?? class {})'));
    },
  };
}
