import { expect, it } from 'vitest';
import { analyzeFrames, createSegmenter } from '../../../src/node.ts';
import { clip } from './clips.ts';

// the process of the tests would end, were native code interrupted
it('an analysis that is left while the network runs takes nothing along', async () => {
  for (let round = 0; round < 3; round += 1) {
    let taken = 0;
    for await (const { index } of analyzeFrames(clip('analysis/constant.mp4'), {
      model: 'driving-street',
      threads: 2,
    })) {
      taken = index;
      if (index === round) break;
    }
    expect(taken).toBe(round);
  }
});

it('nor does one that is cancelled while its model opens, or a segmenter that is closed at work', async () => {
  for (const wait of [0, 20, 80]) {
    const controller = new AbortController();
    const opening = createSegmenter({ model: 'driving-street', signal: controller.signal });
    setTimeout(() => controller.abort(), wait);
    await opening.then(
      (segmenter) => segmenter.close(),
      () => undefined,
    );
  }
  const segmenter = await createSegmenter({ model: 'driving-street' });
  const data = new Uint8Array(4 * 640 * 360);
  const labelled = segmenter.segment({ data, width: 640, height: 360 });
  setTimeout(() => segmenter.close(), 5);
  await expect(labelled).rejects.toMatchObject({ code: 'closed' });
});
