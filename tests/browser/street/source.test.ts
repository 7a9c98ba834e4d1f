import { expect, it } from 'vitest';
import type { Truth } from '../../../src/core/truth/truth.ts';
import { drawnSource } from '../../../src/sources/drawn.ts';
import { NAMED_SOURCES } from '../../../src/sources/registry.ts';

const drawn = NAMED_SOURCES.filter(({ id }) => drawnSource(id) !== null);

it('what is drawn holds no device, and whatever has a name and holds none is drawn', () => {
  expect(NAMED_SOURCES.filter(({ holdsDevice }) => !holdsDevice)).toEqual(drawn);
});

it.each(drawn)('$id is drawn, and tells exactly what each pixel is', async ({ id, open, button }) => {
  const source = await open({ onChange: () => undefined, onError: () => undefined, sameOrigin: true });
  try {
    expect([source.traits.id, source.label]).toEqual([id, button?.label]);
    const truths: Truth[] = [];
    source.truth = true;
    source.feed({
      offer: (frame, { truth }) => {
        frame.close();
        if (truth) truths.push(truth);
      },
      room: () => Promise.resolve(),
    });
    await source.play();
    await expect.poll(() => truths.length).toBeGreaterThan(1);
    const seen = new Set(truths.flatMap(({ labels, classes }) => [...new Set(labels)].map((at) => classes[at])));
    expect([...seen]).toEqual(expect.arrayContaining(['sky', 'road', 'car']));
    expect(seen.has('pavement')).toBe(id === 'street');
  } finally {
    source.close();
  }
});
