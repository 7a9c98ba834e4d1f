import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  analyzeFrames,
  analyzeVideo,
  createSegmenter,
  type AnalyzeOptions,
  type Frame,
  type ModelManifest,
  type Segmenter,
  type SegmenterOptions,
} from '../../src/perpixel.ts';
import { classes, picture } from './models/own-model.ts';
import { outcome, rubbish, rubbishFor } from './rubbish.ts';

const red = picture(4, 4, () => [255, 0, 0]);
let segmenter: Segmenter;
beforeAll(async () => {
  segmenter = await createSegmenter({ model: 'tiny', backend: 'wasm', refine: false });
});
afterAll(() => segmenter.close());

const manifest: ModelManifest = {
  id: 'own',
  title: 'Own',
  licence: 'Apache-2.0',
  origin: 'this test',
  file: 'own.onnx',
  sha256: '0'.repeat(64),
  bytes: 1,
  input: { name: 'in', width: 2, height: 2 },
  output: { name: 'out', kind: 'logits' },
  classes: classes(2),
};

describe('options of createSegmenter()', () => {
  const code = (options: unknown): Promise<string | null> =>
    outcome(async () => (await createSegmenter(options as SegmenterOptions)).close());

  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 3],
    ['a string', 'tiny'],
    ['a model of null', { model: null }],
    ['an empty model', { model: '' }],
    ['a list of models', { model: ['tiny'] }],
    ['a backend that there is none of', { backend: 'quantum' }],
    ['a folder that is a symbol', { assets: Symbol('assets') }],
    ['a folder that is no address', { assets: 'http://[' }],
    ['a model that is no address', { model: 'http://[' }],
    ['refinement by name', { refine: 'x' }],
    ['refinement of null', { refine: null }],
    ['refinement out of range', { refine: { closing: 99 } }],
    ['a mirror by name', { mirror: 'yes' }],
    ['an ensemble of null', { ensemble: null }],
    ['a signal that is none', { signal: {} }],
    ['progress that is told to a number', { onProgress: 3 }],
  ])('refuse %s before anything is opened', async (_, options) => {
    expect(await code(options)).toBe('option-invalid');
  });

  it.each<[string, unknown]>([
    ['an empty manifest', {}],
    ['a manifest with a function in it', { ...manifest, classes: [() => 1, ...classes(2)] }],
    ['a manifest with a function for a name', { ...manifest, title: () => 'title' }],
    ['a manifest with a symbol', { ...manifest, id: Symbol('id') }],
  ])('refuse %s as a model', async (_, model) => {
    expect(await code({ model })).toBe('model-invalid');
    expect(await code({ model: 'tiny', ensemble: model })).toBe('model-invalid');
  });

  it('are told by name, with what there may be', async () => {
    await expect(createSegmenter({ backend: 'quantum' as 'wasm' })).rejects.toMatchObject({
      problem: '“backend” cannot be “quantum”.',
      remedy: 'Use auto, webgpu or wasm.',
    });
  });

  it('end in an error of ours or in a segmenter, whatever they are', async () => {
    // an address would have to be asked for each time
    const models = rubbish.filter((make) => typeof make() !== 'string');
    const names = ['backend', 'assets', 'refine', 'mirror', 'ensemble', 'signal', 'onProgress'];
    expect(await code({ model: 'nobody has it' })).toBe('model-download');
    await fc.assert(
      fc.asyncProperty(models, rubbishFor(names), async (model, rest) => {
        const options = { ...(rest() as object), model: model() };
        if (options.model !== undefined) expect(await code(options)).toMatch(/option-invalid|model-invalid/);
      }),
      { numRuns: 150 },
    );
  });

  it('do not spoil the work with a callback that throws', async () => {
    const report = vi.spyOn(globalThis, 'reportError').mockReturnValue();
    const thrown = new Error('theirs');
    const own = await createSegmenter({
      model: 'tiny',
      backend: 'wasm',
      onProgress() {
        throw thrown;
      },
    });
    expect((await own.segment(red)).labelMap[0]).toBe(1);
    own.close();
    expect(report).toHaveBeenCalledWith(thrown);
    report.mockRestore();
  });
});

describe('options of segment()', () => {
  const code = (options: unknown, frame: unknown = red): Promise<string | null> =>
    outcome(() => segmenter.segment(frame as Frame, options as object));

  it.each<[string, unknown]>([
    ['null', null],
    ['an output by name', { outputs: 'panoptic' }],
    ['an output that there is none of', { outputs: ['depth'] }],
    ['outputs of null', { outputs: null }],
    ['a size by another name', { at: 'half' }],
    ['a size without a height', { at: { width: 5 } }],
    ['a size of no pixels', { at: { width: 0, height: 5 } }],
    ['a size beyond the budget', { at: { width: 8192, height: 8192 } }],
    ['a type that maps have not', { type: 'float16' }],
    ['memory by name', { into: 'labelMap' }],
    ['memory that is no array', { into: { labelMap: 5 } }],
    ['a hand-over by name', { transfer: 'yes' }],
    ['a signal that is none', { signal: { aborted: false } }],
  ])('refuse %s', async (_, options) => {
    expect(await code(options)).toBe('option-invalid');
  });

  it('end in an error of ours or in labels, whatever they are', async () => {
    const some = fc.oneof(rubbish, rubbishFor(['outputs', 'at', 'type', 'into', 'transfer', 'signal']));
    await fc.assert(
      fc.asyncProperty(some, async (options) => {
        await code(
          options,
          picture(2, 2, () => [0, 255, 0]),
        );
      }),
      { numRuns: 150 },
    );
    expect(await code({})).toBeNull();
  });

  it('may be whatever they are where the frame is rubbish too', async () => {
    await fc.assert(
      fc.asyncProperty(rubbish, rubbishFor(['outputs', 'transfer']), async (frame, options) => {
        // null, since whoever leaves the frame out here gets one that is good
        expect(await code(options(), frame() ?? null)).toMatch(/option-invalid|frame-invalid/);
      }),
      { numRuns: 150 },
    );
    expect(await code({})).toBeNull();
  });
});

describe('options of analyzeVideo() and analyzeFrames()', () => {
  const code = (options: unknown, source: unknown = new Blob()): Promise<string | null> =>
    outcome(() => analyzeVideo(source as Blob, options as AnalyzeOptions));

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no model', {}],
    ['a model of null', { model: null }],
    ['no frames', { model: 'tiny', every: null }],
    ['each 0th frame', { model: 'tiny', every: 0 }],
    ['each 1.5th frame', { model: 'tiny', every: 1.5 }],
    ['a number that is none', { model: 'tiny', every: { perSecond: NaN } }],
    ['endless frames a second', { model: 'tiny', every: { perSecond: Infinity } }],
    ['refinement by name', { model: 'tiny', refine: 'x' }],
    ['a signal that is none', { model: 'tiny', signal: 5 }],
    ['progress that is told to an object', { model: 'tiny', onProgress: {} }],
  ])('refuse %s', async (_, options) => {
    expect(await code(options)).toBe('option-invalid');
    expect(await outcome(() => analyzeFrames(new Blob(), options as AnalyzeOptions).next())).toBe('option-invalid');
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 5],
    ['a symbol', Symbol('video')],
    ['an address that is none', 'http://['],
    ['a list', [new Blob()]],
  ])('refuse %s as a video', async (_, source) => {
    expect(await code({ model: 'tiny' }, source)).toBe('option-invalid');
  });

  it('end in an error of ours, whatever they are', async () => {
    const names = ['model', 'backend', 'assets', 'every', 'refine', 'signal', 'onProgress'];
    const some = fc.oneof(rubbish, rubbishFor(names));
    const source = rubbish.filter((make) => typeof make() !== 'string');
    await fc.assert(
      fc.asyncProperty(source, some, async (video, options) => {
        expect(await code(options(), video())).toMatch(/option-invalid|model-invalid|source-unavailable/);
      }),
      { numRuns: 150 },
    );
  });
});
