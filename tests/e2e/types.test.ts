import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** What a strict TypeScript without any of our packages says of a program that uses the built library. */
async function complaints(program: string): Promise<string[]> {
  const folder = await mkdtemp(join(dist, 'types-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'consumer.ts');
  await writeFile(file, program);
  const compiled = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    types: [],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    // nothing of ours is found: the declarations must stand alone
    paths: { lit: ['./absent'], 'lit/*': ['./absent'], valibot: ['./absent'], comlink: ['./absent'] },
  });
  return ts
    .getPreEmitDiagnostics(compiled)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
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
