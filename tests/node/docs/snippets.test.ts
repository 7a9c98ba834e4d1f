import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fromCsv } from '../../../src/core/analysis/report.ts';
import { componentFault } from '../../docs/components.ts';
import { faultsOf } from '../../docs/faults.ts';
import { snippetsOf } from '../../docs/snippets.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = ['README.md', 'docs/index.md', ...readdirSync(`${root}docs/guide`).map((name) => `docs/guide/${name}`)];
const snippets = files.flatMap((file) => snippetsOf(file, readFileSync(root + file, 'utf8')));

describe('what the pages show as code', () => {
  it('is found', () => {
    expect(snippets.filter(({ language }) => /^(js|ts|tsx|html)$/.test(language)).length).toBeGreaterThan(20);
  });

  it('compiles against the types of the package, with all that TypeScript checks: people copy it into their TypeScript', () => {
    const scripts = snippets.filter(({ language }) => /^(js|tsx?|html)$/.test(language));
    expect(faultsOf(scripts)).toEqual([]);
  });

  it('is what the compilers of Vue and Svelte take, where it is a component of theirs', () => {
    const components = snippets.filter(({ language }) => /^(vue|svelte)$/.test(language));
    expect(new Set(components.map(({ language }) => language)).size).toBe(2);
    expect(components.map((each) => [each.place, componentFault(each)])).toEqual(
      components.map(({ place }) => [place, null]),
    );
  });

  it('is a table that is read again, where it is one', () => {
    const tables = snippets.filter(({ language }) => language === 'csv');
    expect(tables.map(({ code }) => fromCsv(code).frames.length)).toEqual([2]);
    expect(tables.map(({ code }) => fromCsv(code).classes)).toEqual([['background', 'person']]);
  });

  it('is what the checks would find a fault in', () => {
    const wrong = { place: 'x.md:1', language: 'js', given: '', runs: false };
    const code = "import { createSegmenter } from 'perpixel';\n(await createSegmenter()).segmentEvery();\n";
    expect(faultsOf([{ ...wrong, code }])).toEqual([
      expect.stringMatching(/line 2: Property 'segmentEvery' does not exist/),
    ]);
    const unclosed = { ...wrong, code: '<template>\n  <per-pixel :opacity="0." :refine="{" />\n</template>\n' };
    expect(componentFault({ ...unclosed, language: 'vue' })).toMatch(/Unexpected token|Error parsing/);
    expect(componentFault({ ...wrong, language: 'svelte', code: '<per-pixel opacity={></per-pixel>' })).not.toBeNull();
  });
});
