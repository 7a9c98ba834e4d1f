import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../src/core/manifest/manifest.ts';
import type { RefineOptions } from '../../../src/core/refine/stages.ts';
import { createPostprocess } from '../../../workers/pipeline/cpu/postprocess.ts';
import { STAGES } from '../../../workers/pipeline/stages.ts';
import { taskOf } from '../../../workers/tasks/tasks.ts';

const COUNT = 300;
/** Its scores are 300 times these pixels: just more than are refined, where it is as large. */
const LARGE = { width: 256, height: 219 };
const SMALL = { width: 12, height: 9 };
const EDGES: RefineOptions = { crf: { iterations: 1 }, guided: { radius: 1, epsilon: 1e-3 }, minRegion: 2 };

/** Class 299 on the left and class 256 on the right, but for one pixel of class 0. */
function labelled({ width, height }: typeof SMALL, refine: RefineOptions | false) {
  const spec = parseManifest({
    id: 'wide',
    title: 'Wide',
    licence: 'Apache-2.0',
    origin: 'this test',
    file: 'wide.onnx',
    sha256: '0'.repeat(64),
    bytes: 1,
    input: { name: 'in', width, height },
    output: { name: 'out', kind: 'logits' },
    classes: Array.from({ length: COUNT }, (_, id) => ({ id, name: `class ${id}`, colour: '#123456' })),
  });
  const pixels = width * height;
  const data = new Float32Array(COUNT * pixels);
  for (let i = 0; i < pixels; i += 1) data[(i % width < width / 2 ? 299 : 256) * pixels + i] = 6;
  data[width + 1] = 9;
  const scores = { width, height, classes: COUNT, kind: 'logits', data, classStride: pixels, pixelStride: 1 } as const;
  const words = new Uint32Array(pixels).fill(0xff808080);
  return createPostprocess({ spec, task: taskOf(spec) }, STAGES).run(
    {
      scores,
      disagreement: null,
      extra: null,
      placement: { x: 0, y: 0, width, height },
      frame: { width, height },
      pixels: { width, height, words },
      luma: new Float32Array(pixels),
    },
    { size: { width, height }, refine, streamed: false },
    () => undefined,
  );
}

describe('a model of more classes than a byte tells apart', () => {
  it('is refined by every stage, and counted', () => {
    const { labels, counts, note } = labelled(SMALL, EDGES);
    expect(note).toBeNull();
    expect(labels).toBeInstanceOf(Uint16Array);
    expect([labels[0], labels[SMALL.width + 1], labels.at(-1)]).toEqual([299, 299, 256]);
    expect([counts[0], counts[299]! + counts[256]!]).toEqual([0, labels.length]);
  });

  it('is told where it has no memory for its edges, and refined without', () => {
    const { labels, note } = labelled(LARGE, EDGES);
    expect(note).toBe(
      'Edges are not refined (“crf”, “guided”): 300 classes on a grid of 256 × 219 would take more memory than a tab should.',
    );
    expect([labels[0], labels[LARGE.width + 1]]).toEqual([299, 299]);
    expect(labelled(LARGE, { minRegion: 2 }).note).toBeNull();
  });
});
