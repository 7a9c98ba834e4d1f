import { afterEach, describe, expect, it, vi } from 'vitest';
import index from '../../docs/index.md?raw';
import readme from '../../README.md?raw';
import '../../src/perpixel.ts';
import { expectedOf, snippetsOf } from '../docs/snippets.ts';

const guides = import.meta.glob<string>('../../docs/guide/*.md', { query: '?raw', import: 'default', eager: true });
const files = { 'README.md': readme, 'docs/index.md': index, ...guides };
const snippets = Object.entries(files).flatMap(([file, text]) => snippetsOf(file, text));
const running = snippets.filter(({ runs }) => runs);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the documentation’s code', () => {
  it('has pieces that are run', () => {
    expect(running.length).toBeGreaterThan(1);
  });

  it.each(running)('at $place prints what it says', async (snippet) => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const entry = new URL('/src/perpixel.ts', location.href).href;
    const code = snippet.code.replaceAll(/'perpixel(?:\/\w+)?'/g, `'${entry}'`);
    const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    try {
      await import(/* @vite-ignore */ address);
    } finally {
      URL.revokeObjectURL(address);
    }
    expect(log.mock.calls.map((words) => words.join(' '))).toEqual(expectedOf(snippet));
  });

  it('gives the element no attribute that it does not have', () => {
    const { observedAttributes } = customElements.get('per-pixel') as unknown as { observedAttributes: string[] };
    const used = snippets
      .filter(({ language }) => language === 'html')
      .flatMap(({ code }) => [...new DOMParser().parseFromString(code, 'text/html').querySelectorAll('per-pixel')])
      .flatMap((each) => each.getAttributeNames());
    expect(new Set(used).size).toBeGreaterThan(2);
    expect(used.filter((name) => !observedAttributes.includes(name))).toEqual([]);
  });
});
