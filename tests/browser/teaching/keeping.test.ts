import { expect, it, onTestFinished } from 'vitest';
import { videoShelf } from '../../../src/apps/analyst/teach/taught-store.ts';
import type { LogMark } from '../../../src/live/teach/change-log.ts';
import { Keeping } from '../../../src/live/teach/keeping.ts';
import { liveShelf } from '../../../src/live/teach/kept-lesson.ts';
import type { LessonShelf } from '../../../src/live/teach/lesson-shelf.ts';

interface Page {
  readonly words: string;
}

/** A shelf in memory, on a disk that may be full. */
class Disk implements LessonShelf<Page> {
  full = false;
  kept: Page | null = null;
  constructor(readonly name: string) {}

  async read(): Promise<Page | null> {
    return this.kept;
  }

  async write(kept: Page, _mark: LogMark): Promise<void> {
    if (this.full) throw new DOMException('no room', 'QuotaExceededError');
    this.kept = kept;
  }

  async erase(): Promise<void> {
    this.kept = null;
  }
}

/** @param take what it takes */
async function begin(disk: Disk, take: () => Promise<string>): Promise<Keeping<Page>> {
  const keeping = new Keeping<Page>(
    disk,
    async () => ({ kept: { words: await take() }, through: 0 }),
    () => undefined,
  );
  onTestFinished(() => keeping.close());
  await keeping.recall();
  return keeping;
}

it('says that a disk is full, loses nothing by it, and keeps the next change', async () => {
  const disk = new Disk('full');
  let words = 'first';
  const keeping = await begin(disk, async () => words);
  disk.full = true;
  keeping.soon();
  await keeping.flush();
  expect(keeping.refused).toMatchObject({
    code: 'storage-refused',
    message: expect.stringContaining('no room') as string,
  });
  expect(keeping.refused?.remedy).toContain('Save it as a file');

  disk.full = false;
  words = 'second';
  keeping.soon();
  await keeping.flush();
  expect(keeping.refused).toBeNull();
  expect(disk.kept).toEqual({ words: 'second' });
});

it('keeps what it could not take while its worker was gone, when it is closed at the latest', async () => {
  const disk = new Disk('gone');
  let gone = true;
  const keeping = await begin(disk, () => (gone ? Promise.reject(new Error('gone')) : Promise.resolve('all')));
  keeping.soon();
  await keeping.flush();
  expect([disk.kept, keeping.refused]).toEqual([null, null]);
  gone = false;
  await keeping.close();
  expect(disk.kept).toEqual({ words: 'all' });
});

it('keeps before the page may be left, and whoever asks meanwhile waits for that', async () => {
  const disk = new Disk('leaving');
  const keeping = await begin(disk, () => new Promise((resolve) => setTimeout(resolve, 50, 'all')));
  keeping.change();
  dispatchEvent(new PageTransitionEvent('pagehide'));
  await keeping.flush();
  expect(disk.kept).toEqual({ words: 'all' });
});

it('forgets until the next change', async () => {
  const disk = new Disk('forgotten');
  const keeping = await begin(disk, async () => 'all');
  keeping.soon();
  await keeping.forget();
  await keeping.close();
  expect(disk.kept).toBeNull();
});

it('leaves what another one keeps alone, and says so', async () => {
  const disk = new Disk('shared');
  const first = await begin(disk, async () => 'first');
  const second = await begin(disk, async () => 'second');
  expect(second.refused).toMatchObject({
    code: 'storage-refused',
    message: expect.stringContaining('Another tab') as string,
  });
  second.soon();
  await second.flush();
  expect(disk.kept).toBeNull();
  first.soon();
  await first.flush();
  expect(disk.kept).toEqual({ words: 'first' });
});

it('finds on a real shelf what was put there, and nothing once it is erased', async () => {
  const mark = { session: 'a', through: 3, at: 7 };
  const file = new Blob(['lesson']);
  for (const [shelf, kept] of [
    [liveShelf('sha'), { file }],
    [videoShelf('sha'), { lesson: 'one', file, places: [] }],
  ] as [LessonShelf<{ readonly file: Blob }>, { readonly file: Blob }][]) {
    expect(await shelf.read()).toBeNull();
    await shelf.write(kept, mark);
    const { file: found, ...rest } = (await shelf.read())!;
    expect(await found.text()).toBe('lesson');
    expect(rest).toMatchObject({ mark });
    await shelf.erase();
    expect(await shelf.read()).toBeNull();
  }
});
