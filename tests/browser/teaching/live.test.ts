import { expect, it, onTestFinished } from 'vitest';
import { DEFAULT_VIEW } from '../../../src/core/view/view.ts';
import { pagePlayer } from '../../../src/live/player/page-player.ts';
import type { FrameReport } from '../../../src/protocol/live.ts';
import { TRUNK_PARTS, trunkFile } from '../../fixtures/onnx/trunk.ts';
import { addressOf, fileParts, picture } from '../models/own-model.ts';

/** The address of a picture whose left half is red, and whose right half is blue. */
async function halves(): Promise<string> {
  const canvas = new OffscreenCanvas(64, 48);
  canvas.getContext('2d')?.putImageData(
    picture(64, 48, (x) => (x < 32 ? [220, 30, 30] : [30, 30, 220])),
    0,
    0,
  );
  return addressOf(await canvas.convertToBlob(), 'image/png');
}

it('a stream is taught on the frame that is shown, labels follow each stroke, and another worker knows what was taught', async () => {
  const model = { ...(await fileParts(trunkFile())), ...TRUNK_PARTS } as never;
  const reports: FrameReport[] = [];
  const player = pagePlayer(
    { model, backend: 'wasm', sameOrigin: true },
    {
      onChange: () => undefined,
      onFrame: (report) => reports.push(report),
      onCanvas: () => undefined,
      onPicture: () => undefined,
      onError: () => undefined,
    },
  );
  onTestFinished(() => player.close());
  player.presentation.setView(DEFAULT_VIEW);
  await player.open(await halves());
  await expect.poll(() => [...(reports.at(-1)?.shares ?? [])]).toEqual([1]);

  const teaching = await player.teach(() => undefined, { keep: true });
  onTestFinished(() => teaching.close());
  const red = teaching.addClass('red');
  await teaching.stroke({
    classId: red,
    points: [
      [12, 10],
      [12, 40],
    ],
    radius: 4,
  });
  expect(teaching.state).toMatchObject({
    strokes: 1,
    hint: { code: 'teaching-incomplete' },
    frozen: { width: 64, height: 48 },
  });
  await teaching.stroke({
    classId: 0,
    points: [
      [52, 10],
      [52, 40],
    ],
    radius: 4,
  });
  expect(teaching.state).toMatchObject({ strokes: 2, hint: null, strokesOf: [1, 1], kept: null });
  expect(player.info?.model.classes.map(({ name }) => name)).toEqual(['background', 'red']);
  expect(reports.at(-1)!.shares[red]).toBeCloseTo(0.5, 1);

  // what it is not
  await teaching.fill(0);
  expect(reports.at(-1)!.shares).toHaveLength(1);
  expect(await teaching.undo()).toBe(true);
  expect(reports.at(-1)!.shares[red]).toBeCloseTo(0.5, 1);
  await teaching.changeClass(red, { name: 'paint' });
  expect(player.info?.model.classes[red]?.name).toBe('paint');

  await teaching.thaw();
  const before = reports.length;
  await player.provoke('worker-crash');
  await expect.poll(() => reports.length, { timeout: 20_000 }).toBeGreaterThan(before);
  await expect.poll(() => reports.at(-1)!.shares[red]).toBeCloseTo(0.5, 1);
  // what was stroked still counts
  expect(teaching.state).toMatchObject({ strokes: 2, frozen: null });
  await teaching.stroke({ classId: red, points: [[20, 24]], radius: 3 });
  expect(teaching.state.frames).toHaveLength(2);
  await teaching.clear();
  expect([...reports.at(-1)!.shares]).toEqual([1]);
});
