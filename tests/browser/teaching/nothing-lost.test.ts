import { expect, it, onTestFinished, vi } from 'vitest';
import type { LiveTeaching } from '../../../src/live/teach/live-teaching.ts';
import { halvesToTeach } from './taught-stream.ts';

const RED = { classId: 1, points: [[12, 10], [12, 40]] as [number, number][], radius: 4 }; // prettier-ignore
const REST = { classId: 0, points: [[52, 10], [52, 40]] as [number, number][], radius: 4 }; // prettier-ignore

async function strokeBoth(teaching: LiveTeaching): Promise<void> {
  teaching.addClass('red');
  await teaching.stroke(RED);
  await teaching.stroke(REST);
}

/** The browser refuses every file of a lesson, as one that has no room left. */
function noRoomForFiles(): void {
  const put = IDBObjectStore.prototype.put;
  const refused = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    if (this.name === 'lessons') throw new DOMException('No room.', 'QuotaExceededError');
    return put.apply(this, args);
  });
  onTestFinished(() => refused.mockRestore());
}

it('a page that is left before a file is made of its strokes has all of them the next time, and what came after them', async () => {
  const { player, reports } = await halvesToTeach(0.75);
  noRoomForFiles();
  const first = await player.teach(() => undefined, { keep: true });
  await strokeBoth(first);
  await first.stroke({ ...RED, classId: 0 });
  await first.undo();
  await first.changeClass(1, { name: 'paint' });
  await first.close();
  expect(first.state.kept).toMatchObject({ code: 'storage-refused', problem: /no room/ });

  const again = await player.teach(() => undefined, { keep: true });
  onTestFinished(() => again.close());
  expect(again.state).toMatchObject({ strokes: 2, strokesOf: [1, 1], hint: null });
  expect(again.state.classes[1]?.name).toBe('paint');
  expect(reports.at(-1)!.shares[1]).toBeCloseTo(0.5, 1);
  // what is forgotten is forgotten there, too
  await again.clear();
  await again.close();
  const last = await player.teach(() => undefined, { keep: true });
  onTestFinished(() => last.close());
  expect(last.state.strokes).toBe(0);
});

it('where the thread that remembers strokes dies another one is told all of them', async () => {
  const threads: Worker[] = [];
  const Started = globalThis.Worker;
  vi.stubGlobal(
    'Worker',
    class extends Started {
      constructor(script: string | URL, options?: WorkerOptions) {
        super(script, options);
        if (options?.name === 'perpixel teaching') threads.push(this);
      }
    },
  );
  onTestFinished(() => void vi.unstubAllGlobals());
  const { player, reports } = await halvesToTeach(0.75);
  const teaching = await player.teach(() => undefined);
  onTestFinished(() => teaching.close());
  await strokeBoth(teaching);
  threads[0]!.terminate();
  await teaching.stroke({ classId: null, points: [[12, 10]], radius: 2 });
  expect(threads).toHaveLength(2);
  expect(teaching.state).toMatchObject({ strokes: 3, strokesOf: [1, 1], hint: null });
  expect(reports.at(-1)!.shares[1]).toBeCloseTo(0.5, 1);
  // a file in place of its changes
  await teaching.save();
  threads[1]!.terminate();
  expect(await teaching.undo()).toBe(true);
  expect(threads).toHaveLength(3);
  expect(teaching.state).toMatchObject({ strokes: 2, hint: null });
  expect(reports.at(-1)!.shares[1]).toBeCloseTo(0.5, 1);
});
