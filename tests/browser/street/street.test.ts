import { type Remote, wrap } from 'comlink';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { STREET_CLASSES, type StreetApi, type StreetOptions } from '../../../src/protocol/street.ts';
import { videoFrame } from './video-frame.ts';

const SIZE = { width: 160, height: 90 };

interface Shot {
  readonly picture: Uint8Array;
  readonly labels: Uint8Array;
  readonly instances: Uint16Array;
}

/** Every byte of the picture, and the labels; the frame is closed. */
async function shoot(street: Remote<StreetApi>, seconds: number): Promise<Shot> {
  const { frame, labels, instances } = await street.render(seconds, true);
  try {
    const picture = new Uint8Array(videoFrame(frame).allocationSize({ format: 'RGBA' }));
    await videoFrame(frame).copyTo(picture, { format: 'RGBA' });
    if (!labels || !instances) throw new Error('labels were asked for and did not come');
    return { picture, labels, instances };
  } finally {
    frame.close();
  }
}

describe('the street', () => {
  let worker: Worker;
  let street: Remote<StreetApi>;
  const open = (seed: number, size: Omit<StreetOptions, 'seed'> = SIZE): Promise<void> =>
    street.open({ seed, ...size });

  beforeAll(() => {
    worker = new Worker(new URL('../../../workers/entries/street.worker.ts', import.meta.url), { type: 'module' });
    street = wrap<StreetApi>(worker);
  });
  afterEach(() => street.close());
  afterAll(() => {
    worker.terminate();
  });

  it('shows the same picture and labels for the same seed and time, after driving elsewhere and after opening anew', async () => {
    await open(3);
    const first = await shoot(street, 8.5);
    for (const seconds of [90, 0, 8.6]) await shoot(street, seconds);
    const again = await shoot(street, 8.5);
    await open(3);
    const anew = await shoot(street, 8.5);
    expect(again).toEqual(first);
    expect(anew).toEqual(first);
  });

  it('shows something else a second later and for another seed', async () => {
    await open(3);
    const first = await shoot(street, 8.5);
    const later = await shoot(street, 9.5);
    await open(4);
    const other = await shoot(street, 8.5);
    expect(later.picture).not.toEqual(first.picture);
    expect(later.labels).not.toEqual(first.labels);
    expect(other.labels).not.toEqual(first.labels);
  });

  it('labels every pixel with one of its classes, and shows at least nine of them soon', async () => {
    const seen = new Set<number>();
    for (const seed of [5, 6]) {
      await open(seed);
      for (const seconds of [2, 14, 26]) {
        const { labels } = await shoot(street, seconds);
        expect(labels).toHaveLength(SIZE.width * SIZE.height);
        for (const id of labels) seen.add(id);
      }
    }
    expect(Math.max(...seen)).toBeLessThan(STREET_CLASSES.length);
    expect(seen.size).toBeGreaterThanOrEqual(9);
  });

  it('shows a motorway with rails, poles, signs and nobody on foot, in the same classes', async () => {
    const seen = new Set<number>();
    for (const seed of [3, 4, 9]) {
      await open(seed, { ...SIZE, road: 'motorway' });
      for (const seconds of [1, 7]) {
        const { labels, instances } = await shoot(street, seconds);
        for (const id of labels) seen.add(id);
        expect(labels.every((id, i) => id === STREET_CLASSES.indexOf('car') || instances[i] === 0)).toBe(true);
      }
    }
    const names = [...seen].map((id) => STREET_CLASSES[id]);
    expect(names).toEqual(expect.arrayContaining(['sky', 'pole', 'road', 'tree', 'sign', 'fence', 'car']));
    for (const absent of ['pedestrian', 'bicyclist', 'pavement']) expect(names).not.toContain(absent);
  });

  it('has the sky above and the road below', async () => {
    await open(5);
    const { labels } = await shoot(street, 4);
    const { width, height } = SIZE;
    const share = (rows: Uint8Array, name: (typeof STREET_CLASSES)[number]) =>
      rows.filter((id) => STREET_CLASSES[id] === name).length / rows.length;
    expect(share(labels.subarray(0, width * 20), 'road')).toBe(0);
    expect(share(labels.subarray(width * (height - 10)), 'road')).toBeGreaterThan(0.5);
    expect(share(labels.subarray(width * (height - 30)), 'sky')).toBe(0);
  });

  it('gives frames of the size and time asked for, and labels only on request', async () => {
    await open(1, { width: 200, height: 120 });
    const { frame: picture, labels, instances, seconds } = await street.render(2.25, false);
    const frame = videoFrame(picture);
    expect([frame.displayWidth, frame.displayHeight, frame.timestamp, seconds]).toEqual([200, 120, 2_250_000, 2.25]);
    expect([labels, instances]).toEqual([null, null]);
    frame.close();
    expect((await shoot(street, 3)).labels).toHaveLength(200 * 120);
  });

  it('tells its cars, people and bicyclists apart, and each keeps its id from frame to frame', async () => {
    const things = new Set<number>(
      ['car', 'pedestrian', 'bicyclist'].map((name) => STREET_CLASSES.indexOf(name as never)),
    );
    const classOf = new Map<number, number>();
    await open(3);
    const [first, ...later] = [await shoot(street, 4), await shoot(street, 4.03), await shoot(street, 4.06)];
    for (const { labels, instances } of [first, ...later]) {
      labels.forEach((classId, i) => {
        const id = instances[i] ?? 0;
        if (id > 0 !== things.has(classId)) expect.fail(`class ${classId} has thing ${id}`);
        if (id > 0 && (classOf.get(id) ?? classId) !== classId) expect.fail(`thing ${id} has two classes`);
        if (id > 0) classOf.set(id, classId);
      });
    }
    const whole = [...classOf.keys()].filter((id) => first.instances.filter((other) => other === id).length >= 12);
    expect(whole.length).toBeGreaterThan(3);
    expect(later.map(({ instances }) => whole.filter((id) => !instances.includes(id)))).toEqual([[], []]);
  });

  it('labels what the picture shows: it changes most from row to row where its labels do', async () => {
    await open(5);
    const { picture, labels } = await shoot(street, 4);
    const same = { change: 0, pixels: 0 };
    const other = { change: 0, pixels: 0 };
    for (let i = SIZE.width; i < labels.length; i++) {
      const above = i - SIZE.width;
      const sum = labels[i] === labels[above] ? same : other;
      sum.change += Math.abs((picture[i * 4 + 1] ?? 0) - (picture[above * 4 + 1] ?? 0));
      sum.pixels++;
    }
    expect(new Set(labels).size).toBeGreaterThan(5);
    expect(other.pixels).toBeGreaterThan(500);
    // labels that lie two rows beside it come to twice as much; smooth edges, as where a GPU draws, to less than hard ones
    expect(other.change / other.pixels).toBeGreaterThan(3 * (same.change / same.pixels));
  });

  it('says what to do when it is asked for a frame before it is open', async () => {
    await street.close();
    await expect(street.render(0, false)).rejects.toThrow('open()');
  });
});
