import { describe, expect, it } from 'vitest';
import { analyzeOptions, segmenterOptions, segmentOptions } from '../../../src/core/options/options.ts';
import { nearest } from '../../../src/core/text/nearest.ts';

describe('an option that there is none of', () => {
  it.each<[string, (given: unknown) => unknown, object, string]>([
    ['createSegmenter()', segmenterOptions, { modell: 'tiny' }, '“model”'],
    ['createSegmenter()', segmenterOptions, { onprogress: () => 1 }, '“onProgress”'],
    ['segment()', segmentOptions, { output: ['panoptic'] }, '“outputs”'],
    ['analyzeVideo()', analyzeOptions, { model: 'tiny', labeling: 'instance' }, '“labelling”'],
    ['analyzeVideo()', analyzeOptions, { model: 'tiny', perSecond: 2 }, 'backend, runtime, assets'],
  ])('of %s is told, with the one that was probably meant', (_, read, given, meant) => {
    const name = Object.keys(given).at(-1)!;
    expect(() => read(given)).toThrowError(
      expect.objectContaining({
        code: 'option-invalid',
        problem: `There is no option “${name}”.`,
        remedy: expect.stringContaining(`Use ${meant}`),
      }),
    );
  });

  it('is told of what "every" holds too', () => {
    expect(() => analyzeOptions({ model: 'tiny', every: { perSecond: 2, frames: 1 } })).toThrowError('“every');
  });

  it('may be undefined, as where a wrapper passes on what it has', () => {
    expect(segmenterOptions({ model: 'tiny', overlay: undefined })).toMatchObject({ model: 'tiny' });
  });
});

describe('the name that was meant', () => {
  const names = ['model', 'backend', 'onProgress'];

  it.each([
    ['modle', 'model'],
    ['Model', 'model'],
    ['back_end', 'backend'],
    ['onprogress', 'onProgress'],
    ['m', null],
    ['threads', null],
    ['', null],
  ])('by “%s” is %s', (written, name) => {
    expect(nearest(written, names)).toBe(name);
  });
});
