import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const RAW = /\.wgsl\?raw$/;

/** Shaders without what only people read: a third of a worker is shaders. */
export function terseShaders(): Plugin {
  return {
    name: 'perpixel:terse-shaders',
    enforce: 'pre',
    async load(id) {
      if (!RAW.test(id)) return null;
      return `export default ${JSON.stringify(terse(await readFile(id.replace(/\?raw$/, ''), 'utf8')))};`;
    },
  };
}

/** WGSL has no strings that a comment's signs could stand in. */
export function terse(wgsl: string): string {
  const code = wgsl.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const lines = code.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join('\n');
}
