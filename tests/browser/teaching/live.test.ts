import { expect, it, onTestFinished } from 'vitest';
import { halvesToTeach } from './taught-stream.ts';

it('a stream is taught on the frame that is shown, labels follow each stroke, and another worker knows what was taught', async () => {
  const { player, reports } = await halvesToTeach();
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

  const [first] = teaching.state.frames;
  expect(first?.picture).not.toBeNull();
  await teaching.thaw();

  // back to the first frame: it stands with its strokes and its labels, and more strokes and less go on it
  expect(teaching.state).toMatchObject({ frozen: null, drawn: [] });
  expect(await teaching.freeze(first!.id)).toMatchObject({ id: first!.id, width: 64, height: 48 });
  expect(teaching.state.drawn).toHaveLength(2);
  expect([reports.at(-1)!.width, reports.at(-1)!.height]).toEqual([64, 48]);
  expect(reports.at(-1)!.shares[red]).toBeCloseTo(0.5, 1);
  await teaching.stroke({ classId: red, points: [[6, 24]], radius: 3 });
  expect([teaching.state.frames.length, teaching.state.drawn.length]).toEqual([1, 3]);
  expect(await teaching.undo()).toBe(true);
  expect(teaching.state.drawn).toHaveLength(2);
  await expect(teaching.freeze(99)).rejects.toMatchObject({ code: 'frame-invalid' });
  await teaching.thaw();

  const before = reports.length;
  await player.provoke('worker-crash');
  await expect.poll(() => reports.length, { timeout: 20_000 }).toBeGreaterThan(before);
  await expect.poll(() => reports.at(-1)!.shares[red]).toBeCloseTo(0.5, 1);
  // what was stroked still counts
  expect(teaching.state).toMatchObject({ strokes: 2, frozen: null });
  await teaching.stroke({ classId: red, points: [[20, 24]], radius: 3 });
  expect(teaching.state.frames).toHaveLength(2);
  const kept = teaching.state.strokes;
  // nobody waits for a moment of rest, nor for the closing
  void teaching.close();
  const again = await player.teach(() => undefined, { keep: true });
  onTestFinished(() => again.close());
  expect(again.state).toMatchObject({ strokes: kept, kept: null });
  await expect(again.freeze(again.state.frames[0]!.id)).rejects.toMatchObject({ code: 'frame-invalid' });
  await again.clear();
  expect([...reports.at(-1)!.shares]).toEqual([1]);
  await again.close();

  // while another tab teaches, it is that one's lesson that is kept
  await navigator.locks.request(`perpixel-lesson:live ${player.info!.model.sha256}`, async () => {
    const second = await player.teach(() => undefined, { keep: true });
    expect(second.state.kept).toMatchObject({ code: 'storage-refused' });
    await second.close();
  });
});
