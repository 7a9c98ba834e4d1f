import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** What a strict TypeScript without any of our packages says of a program that uses the built library. */
function complaints(program: string): Promise<string[]> {
  return complaintsOf({ 'consumer.ts': program }, { skipLibCheck: false });
}

/** Programs by the name of their file, beside the built library. */
async function complaintsOf(
  programs: Readonly<Record<string, string>>,
  options: ts.CompilerOptions,
): Promise<string[]> {
  const folder = await mkdtemp(join(dist, 'types-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = Object.keys(programs).map((name) => join(folder, name));
  await Promise.all(Object.values(programs).map((program, index) => writeFile(files[index]!, program)));
  const compiled = ts.createProgram(files, {
    ...options,
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    types: [],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    // nothing of ours is found: the declarations must stand alone
    paths: { lit: ['./absent'], 'lit/*': ['./absent'], valibot: ['./absent'], comlink: ['./absent'] },
  });
  return ts.getPreEmitDiagnostics(compiled).map(({ file, start = 0, messageText }) => {
    const line = file ? `${basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start).line}: ` : '';
    return line + ts.flattenDiagnosticMessageText(messageText, '\n');
  });
}

describe('the library’s declarations', () => {
  it('stand alone, and type the function, the element and its events', async () => {
    const program = `
      import { analyzeFrames, analyzeVideo, createSegmenter, PerPixelError, type LatencyReport } from '../lib/perpixel.js';
      const segmenter = await createSegmenter({ model: 'selfie', backend: 'auto' });
      const { labelMap, confidence } = await segmenter.segment(new ImageData(1, 1), { outputs: ['confidence'] });
      const first: number | undefined = labelMap[0] ?? confidence?.[0];
      const report: LatencyReport = segmenter.stats();
      const viewer = document.querySelector('per-pixel');
      viewer?.addEventListener('perpixel-frame', (event) => event.detail.shares.length + report.stages.inference.p95);
      const name: string | undefined = viewer?.overlay;
      const analysis = await analyzeVideo(new Blob(), { model: 'driving', every: { perSecond: 2 } });
      const csv: string = analysis.toCSV() + analysis.video.codec + analysis.frames[0]?.shares[0];
      for await (const { index, labelMap } of analyzeFrames('a.mp4', { model: 'driving' })) labelMap[index];
      export { csv, first, name, PerPixelError };
    `;
    expect(await complaints(program)).toEqual([]);
  });

  it('refuse what the library does not take', async () => {
    const wrong = await complaints(`
      import { createSegmenter } from '../lib/perpixel.js';
      await createSegmenter({ backend: 'quantum' });
      export {};
    `);
    expect(wrong.join()).toMatch(/"quantum"/);
  });
});

describe('the element in a framework’s markup', () => {
  const attributes = 'source="street" overlay={overlay} opacity={0.4} controls refine={{ minRegion: 3 }} split={null}';
  const programs = {
    'react.tsx': `
      /** @jsxImportSource react */
      import type {} from '../lib/frameworks/react.js';
      const overlay = 'blur' as const;
      export const right = (
        <per-pixel ${attributes} className="a" onperpixel-frame={({ detail }) => detail.shares[0]?.toFixed()}>
          <button slot="bar" />
        </per-pixel>
      );
      export const wrong = <per-pixel overlay="fog" />;
      export const deaf = <per-pixel onperpixel-error={({ detail }) => detail.shares} />;
    `,
    'solid.tsx': `
      /** @jsxImportSource solid-js */
      import type {} from '../lib/frameworks/solid.js';
      const overlay = 'blur' as const;
      export const right = (
        <per-pixel ${attributes} class="a" prop:rate={10} on:perpixel-frame={({ detail }) => detail.shares[0]?.toFixed()}>
          <button slot="bar" />
        </per-pixel>
      );
      export const wrong = <per-pixel overlay="fog" />;
      export const deaf = <per-pixel on:perpixel-error={({ detail }) => detail.shares} />;
    `,
    'svelte.ts': `
      import type { SvelteHTMLElements } from 'svelte/elements';
      import type {} from '../lib/frameworks/svelte.js';
      type Markup = SvelteHTMLElements['per-pixel'];
      export const right: Markup = {
        overlay: 'blur', opacity: '0.4', split: null, class: 'a', 'onperpixel-frame': ({ detail }) => void detail.shares[0]?.toFixed(),
      };
      export const wrong: Markup = { overlay: 'fog' };
      export const deaf: Markup = { 'onperpixel-error': ({ detail }) => void detail.shares };
    `,
    'vue.ts': `
      import type { GlobalComponents } from 'vue';
      import type {} from '../lib/frameworks/vue.js';
      type Markup = InstanceType<GlobalComponents['per-pixel']>;
      export const right: Markup['$props'] = {
        overlay: 'blur', opacity: '0.4', split: null, class: 'a', sameOrigin: true, onPerpixelError: ({ detail }) => detail.code,
      };
      export const wrong: Markup['$props'] = { overlay: 'fog' };
      declare const viewer: Markup;
      viewer.$emit('perpixel-frame', new CustomEvent('perpixel-frame', { detail: 0 }));
    `,
  };

  it('is typed in React, Solid, Svelte and Vue: properties, events with their detail, slots', async () => {
    const options = { jsx: ts.JsxEmit.ReactJSX, skipLibCheck: true };
    const said = await complaintsOf(programs, options);
    const where = said.map((each) => each.split(':', 2).join(':'));
    const lineOf = (name: keyof typeof programs, word: string): string =>
      `${name}:${programs[name].split('\n').findIndex((line) => line.includes(word))}`;
    expect(where, said.join('\n')).toEqual([
      lineOf('react.tsx', 'wrong'),
      lineOf('react.tsx', 'deaf'),
      lineOf('solid.tsx', 'wrong'),
      lineOf('solid.tsx', 'deaf'),
      lineOf('svelte.ts', 'wrong'),
      lineOf('svelte.ts', 'deaf'),
      lineOf('vue.ts', 'wrong'),
      lineOf('vue.ts', '$emit('),
    ]);
  });
});
