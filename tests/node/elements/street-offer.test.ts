import { describe, expect, it } from 'vitest';
import { isStreet } from '../../../src/core/labels/street-sight.ts';
import { StreetOffer } from '../../../src/elements/per-pixel/street-offer.ts';

const FILE = { controls: true, isFile: true, model: '', atWork: 'selfie-landscape' };
const HOW = { assets: undefined, sameOrigin: false };

/** Which files were looked at. */
function looking(shows: (file: string | Blob) => boolean) {
  const files: (string | Blob)[] = [];
  const signals: AbortSignal[] = [];
  const offer = new StreetOffer(true, (file, { signal }) => {
    files.push(file);
    signals.push(signal);
    return Promise.resolve(shows(file));
  });
  return { offer, files, signals };
}

describe('to label a street as one', () => {
  it('is offered once for each file that shows one', async () => {
    const { offer, files } = looking((file) => file === 'drive.mp4');
    expect(await offer.framed('drive.mp4', FILE, HOW)).toBe(true);
    expect(offer.framed('drive.mp4', FILE, HOW)).toBeNull();
    expect(await offer.framed('face.mp4', FILE, HOW)).toBe(false);
    expect(files).toEqual(['drive.mp4', 'face.mp4']);
  });

  it.each([{ controls: false }, { isFile: false }, { model: 'selfie' }, { atWork: 'driving-street' }])(
    'is not offered where %o',
    (scene) => expect(looking(() => true).offer.framed('drive.mp4', { ...FILE, ...scene }, HOW)).toBeNull(),
  );

  it('is given up where something else is looked at, or nothing', () => {
    const { offer, signals } = looking(() => true);
    void offer.framed('drive.mp4', FILE, HOW);
    void offer.framed('face.mp4', FILE, HOW);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    offer.stop();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('says nothing of what cannot be looked at', async () => {
    const offer = new StreetOffer(true, () => Promise.reject(new Error('no such model')));
    expect(await offer.framed('drive.mp4', FILE, HOW)).toBe(false);
  });
});

describe('a picture', () => {
  const size = { width: 40, height: 20 };
  const seen = (road: (x: number, y: number) => boolean, sure: number): boolean =>
    isStreet({
      ...size,
      road: 3,
      labelMap: Uint8Array.from({ length: 800 }, (_, i) => (road(i % 40, Math.floor(i / 40)) ? 3 : 1)),
      confidence: new Float32Array(800).fill(sure),
    });

  it('shows a street where a road lies before it, and the model is sure', () => {
    expect(seen((_, y) => y > 9, 0.9)).toBe(true);
    expect(seen((x, y) => y > 9 && x > 4 && x < 36, 0.9)).toBe(true);
    expect(seen((_, y) => y > 9, 0.7)).toBe(false);
    expect(seen((_, y) => y < 10, 0.9)).toBe(false);
    expect(seen((x, y) => y > 9 && x > 16, 0.9)).toBe(false);
  });
});
