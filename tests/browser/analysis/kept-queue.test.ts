import { expect, it, onTestFinished } from 'vitest';
import { FIRST_CHOICE } from '../../../src/apps/analyst/choice.ts';
import { KeptQueue } from '../../../src/apps/analyst/queue/kept-queue.ts';

interface Tab {
  readonly queue: KeptQueue;
  /** Resolves when something that another one had may be claimed. */
  readonly free: Promise<void>;
}

function tab(patience = 0): Tab {
  let queue: KeptQueue | null = null;
  const free = new Promise<void>((resolve) => (queue = new KeptQueue(resolve, patience)));
  onTestFinished(() => queue!.close());
  return { queue: queue!, free };
}

async function keep(queue: KeptQueue, name: string): Promise<string> {
  const id = await queue.name();
  const video = { name, url: `/${name}`, handle: null, sample: false, size: 0, modified: 0 };
  const state = { key: '', wanted: true, done: 0, total: 0, current: false };
  expect(await queue.put({ ...FIRST_CHOICE, ...video, ...state, id, place: 0 })).toBeNull();
  return id;
}

async function claimed(queue: KeptQueue): Promise<string[]> {
  return (await queue.claim()).entries.map(({ name }) => name);
}

it('a tab takes over what another one still had when it was opened, once that has gone', async () => {
  const [leaving, staying] = [tab(), tab()];
  const id = await keep(leaving.queue, 'before.mp4');
  expect(await claimed(staying.queue)).toEqual([]);
  leaving.queue.close();
  await staying.free;
  expect(await claimed(staying.queue)).toEqual(['before.mp4']);
  expect(await claimed(staying.queue)).toEqual([]);
  await staying.queue.remove(id);
});

it('a tab takes over what another one opened later', async () => {
  const [leaving, staying] = [tab(), tab()];
  expect(await claimed(staying.queue)).toEqual([]);
  const id = await keep(leaving.queue, 'after.mp4');
  leaving.queue.close();
  await staying.free;
  expect(await claimed(staying.queue)).toEqual(['after.mp4']);
  await staying.queue.remove(id);
});

it('a tab that is loaded again has its own before any other', async () => {
  const [before, other] = [tab(), tab(60_000)];
  const id = await keep(before.queue, 'own.mp4');
  expect(await claimed(other.queue)).toEqual([]);
  before.queue.close();
  const after = tab();
  expect(await claimed(after.queue)).toEqual(['own.mp4']);
  expect(await claimed(other.queue)).toEqual([]);
  await after.queue.remove(id);
});
