import { describe, expect, it } from 'vitest';
import { analyzeFrames, analyzeVideo, prepareAnalysis } from '../../../src/node.ts';
import { clip } from './clips.ts';

/** What is said of opening a model: nothing of one that is open. */
async function opening(options: Parameters<typeof analyzeVideo>[1]): Promise<string[]> {
  const phases: string[] = [];
  await analyzeVideo(clip('analysis/constant.mp4'), {
    ...options,
    every: 20,
    onProgress: ({ phase }) => phase !== 'frames' && phases.push(phase),
  });
  return phases;
}

describe('the model of an analysis', { timeout: 60_000 }, () => {
  it('stays open for the next one with the same options, and only for that', async () => {
    const { model, backend } = await prepareAnalysis({ model: 'tiny', backend: 'cpu' });
    expect([model.id, backend]).toEqual(['tiny', 'cpu']);
    expect(await opening({ model: 'tiny', backend: 'cpu' })).toEqual([]);
    expect(await opening({ model: 'tiny', backend: 'cpu' })).toEqual([]);
    expect(await opening({ model: 'selfie', backend: 'cpu' })).toContain('model');
    expect(await opening({ model: 'tiny', backend: 'cpu', threads: 1 })).toContain('model');
  });

  it('says the same of a video whether one was analysed before, also one whose reader left', async () => {
    const options = { model: 'selfie', backend: 'cpu', every: 4 } as const;
    const first = await analyzeVideo(clip('analysis/variable.mp4'), options);
    for await (const { index } of analyzeFrames(clip('analysis/constant.mp4'), options)) if (index > 10) break;
    const again = await analyzeVideo(clip('analysis/variable.mp4'), options);
    expect(again.frames).toEqual(first.frames);
  });

  it('is open once for each of two analyses beside one another', async () => {
    const options = { model: 'selfie', backend: 'cpu', every: 10 } as const;
    const both = await Promise.all([1, 2].map(() => analyzeVideo(clip('analysis/constant.mp4'), options)));
    expect(both[0]!.frames).toEqual(both[1]!.frames);
  });

  it('is refused beforehand with what is wrong with it', async () => {
    await expect(prepareAnalysis({ model: 'nowhere' })).rejects.toMatchObject({ code: 'model-download' });
    await expect(prepareAnalysis({ model: 'tiny', labelling: 'panoptic', ensemble: 'selfie' })).rejects.toMatchObject({
      code: 'option-invalid',
    });
  });
});
