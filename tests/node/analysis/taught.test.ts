import { describe, expect, it } from 'vitest';
import { titleOf } from '../../../src/apps/analyst/choice.ts';
import { videoOf } from '../../../src/apps/analyst/teach/place.ts';
import { withTaughtModel } from '../../../src/apps/analyst/teach/relabel.ts';
import { lessonOf, newLesson, taughtId } from '../../../src/apps/analyst/teach/taught-id.ts';
import { taughtManifest, withTaught } from '../../../src/apps/analyst/teach/taught-models.ts';
import { nextStep } from '../../../src/apps/analyst/teach/words.ts';
import { isModelId } from '../../../src/core/manifest/catalog.ts';
import type { TeachingState } from '../../../src/live/teach/teaching-state.ts';

const HASH = '0123456789abcdef'.repeat(4);

describe('a model that was taught on the page', () => {
  it('has an id that says of which lesson it came, and that an analysis is kept under', () => {
    const lesson = newLesson();
    const id = taughtId(lesson, HASH);
    expect(lessonOf(id)).toBe(lesson);
    expect(isModelId(id)).toBe(true);
    expect(['driving', 'https://example.org/taught-a-b.json', 'taught-'].map(lessonOf)).toEqual([null, null, null]);
  });

  it('that is not on this machine any more is said to be so, with what to do', async () => {
    const id = taughtId('gone', HASH);
    const missing = { code: 'model-download', remedy: expect.stringContaining('Teach') as string };
    await expect(taughtManifest(id)).rejects.toMatchObject(missing);
    await expect(withTaught({ model: id, backend: 'auto' })).rejects.toMatchObject(missing);
    expect(titleOf(id)).toBe('Taught');
  });

  it('takes the place of another with what was chosen for the video, and not for the other model', () => {
    const choice = {
      model: 'driving',
      backend: 'wasm',
      every: 5,
      mirror: true,
      ensemble: 'other',
      refine: false,
    } as const;
    expect(withTaughtModel(choice, 'taught-a-b')).toEqual({ model: 'taught-a-b', backend: 'wasm', every: 5 });
  });
});

it('a video is told from others by its address, or by name, size and date', () => {
  const file = (name: string, text: string): string => videoOf({ name, blob: new Blob([text]), url: '', handle: null });
  expect(file('a.mp4', 'one')).not.toBe(file('a.mp4', 'another'));
  expect(file('a.mp4', 'one')).toBe(file('a.mp4', 'two'));
  expect(videoOf({ name: 'a', blob: null, url: 'https://example.org/a.mp4', handle: null })).toBe(
    'https://example.org/a.mp4',
  );
});

describe('what to do next', () => {
  const state = (strokesOf: number[], frames = 1): TeachingState => ({
    classes: strokesOf.map((_, id) => ({ name: `Thing ${id}`, colour: '#ffffff' })),
    strokesOf,
    frames: Array.from({ length: frames }, (_, id) => ({ id, width: 1, height: 1, picture: null })),
    strokes: strokesOf.reduce((sum, each) => sum + each, 0),
    samples: 1,
    fixedCamera: null,
    fitSeconds: 0.1,
    busy: false,
    hint: null,
  });

  it.each([
    [state([0, 0], 0), 'not', /draw over it/],
    [state([1, 0]), 'not', /Choose your thing/],
    [state([0, 1]), 'not', /What it is not/],
    [state([1, 1, 0]), 'not', /Draw over “Thing 2”/],
    [state([1, 1]), 'not', /Go to one where your thing looks different/],
    [state([1, 1], 2), 'not', /label the whole video/],
    [state([1, 1]), 'running', /being labelled/],
    [state([1, 1]), 'done', /doubts most/],
  ] as const)('%#: is said', (given, labelled, words) => {
    expect(nextStep({ state: given, labelled, doubts: true })).toMatch(words);
  });
});
