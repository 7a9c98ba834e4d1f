import { describe, expect, it } from 'vitest';
import { PeopleOffer } from '../../../src/elements/per-pixel/people-offer.ts';
import { createCrowd } from '../../../workers/instances/crowd.ts';

const CAMERA = { controls: true, source: 'camera', model: '', atWork: 'selfie-landscape' };

/** After how many looks it is made; null: never. */
function madeAfter(
  crowds: readonly (number | null)[],
  scene: Partial<typeof CAMERA> = {},
  ships = true,
): number | null {
  const offer = new PeopleOffer(ships);
  const made = crowds.map((crowd) => offer.framed({ crowd }, { ...CAMERA, ...scene }));
  return made.includes(true) ? made.indexOf(true) + 1 : null;
}

describe('to tell people apart', () => {
  it('is offered once where the camera has seen several for a while', () => {
    expect(madeAfter([2, null, null, 3, 2, 2])).toBe(5);
    expect(madeAfter([2, 1, 2, 2, 1])).toBeNull();
    const offer = new PeopleOffer(true);
    const made = Array.from({ length: 9 }, () => offer.framed({ crowd: 2 }, CAMERA));
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  it.each([{ controls: false }, { source: 'street' }, { model: 'selfie' }, { atWork: 'driving' }])(
    'is not offered where %o',
    (scene) => expect(madeAfter([2, 2, 2, 2], scene)).toBeNull(),
  );

  it('is not offered where nothing can', () => expect(madeAfter([2, 2, 2, 2], {}, false)).toBeNull());
});

describe('a look at a label map', () => {
  const size = { width: 320, height: 180 };
  const people = (...spans: readonly (readonly [number, number])[]): Uint8Array =>
    Uint8Array.from({ length: size.width * size.height }, (_, i) =>
      Number(Math.floor(i / size.width) > 40 && spans.some(([from, to]) => i % 320 >= from && i % 320 < to)),
    );

  it('counts large regions that lie apart, once a second', () => {
    const crowd = createCrowd([false, true]);
    expect(crowd.of(people([20, 90], [200, 280]), size, 0)).toBe(2);
    expect(crowd.of(people([20, 90]), size, 500)).toBeNull();
    expect(crowd.of(people([20, 90], [300, 305]), size, 1000)).toBe(1);
    expect(crowd.of(people(), size, 2000)).toBe(0);
  });
});
