import { describe, expect, it } from 'vitest';
import { BRING_BACK, TaughtBefore } from '../../../src/elements/per-pixel/taught-before.ts';
import type { Notice } from '../../../src/elements/per-pixel/notice.ts';
import type { Status } from '../../../src/elements/status/status.ts';
import type { LiveTeaching } from '../../../src/live/teach/live-teaching.ts';

/** A teacher whose lesson is a word, and what is said meanwhile. */
function lesson(word: string) {
  const said: Status[] = [];
  let taught = word;
  const teaching = {
    get state() {
      return { strokes: taught.length };
    },
    save: async () => new Blob([taught]),
    load: async (file: Blob) => {
      const text = await file.text();
      if (text === 'damaged') throw new Error('It is damaged.');
      taught = text;
    },
  };
  const notice = { show: (status: Status) => void said.push(status) };
  return {
    teaching: teaching as unknown as LiveTeaching,
    before: new TaughtBefore(notice as unknown as Notice),
    take: async () => void (taught = ''),
    taught: () => taught,
    offers: () => said.map(({ text, actions }) => [text, actions?.[0]?.id]),
  };
}

describe('what was taught before', () => {
  it('can be had back after it was taken away, and what was taught since after that', async () => {
    const { before, teaching, take, taught, offers } = lesson('cup');
    await before.take(teaching, 'The cup is gone.', take);
    expect(taught()).toBe('');
    await teaching.load(new Blob(['bowl']));
    await before.load(teaching, before.file!);
    expect(taught()).toBe('cup');
    await before.load(teaching, before.file!);
    expect(taught()).toBe('bowl');
    expect(offers()).toEqual([
      ['The cup is gone.', BRING_BACK],
      ['That is back.', BRING_BACK],
      ['That is back.', BRING_BACK],
    ]);
  });

  it('is offered once a file has taken its place, and stays where that file is damaged', async () => {
    const { before, teaching, taught, offers } = lesson('cup');
    await expect(before.load(teaching, new Blob(['damaged']))).rejects.toThrow('damaged');
    expect([taught(), before.file, offers()]).toEqual(['cup', null, []]);
    await before.load(teaching, new Blob(['bowl']));
    expect(await before.file?.text()).toBe('cup');
    expect(offers()).toEqual([[expect.stringMatching(/took the place/), BRING_BACK]]);
  });

  it('is nothing where there was none', async () => {
    const { before, teaching, offers } = lesson('');
    await before.load(teaching, new Blob(['bowl']));
    expect([before.file, offers()]).toEqual([null, []]);
  });
});
