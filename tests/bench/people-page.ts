/** Functions that run in the page: each is sent there as text, so it may use nothing but its argument and the page. */

export interface Counted {
  /** Of each frame. */
  readonly people: readonly number[];
  /** Of the whole film. */
  readonly tracks: number;
  readonly seconds: number;
}

/** How many people the analysis of a film sees in each frame. */
export async function analyse(film: string): Promise<Counted> {
  const library = '/dist/lib/perpixel.js';
  const { analyzeVideo } = (await import(library)) as typeof import('../../src/perpixel.ts');
  const blob = await (await fetch(film)).blob();
  const start = performance.now();
  const { frames, tracks } = await analyzeVideo(blob, { model: 'people', backend: 'wasm' });
  return {
    people: frames.map(({ instances = [] }) => instances.length),
    tracks: tracks.length,
    seconds: (performance.now() - start) / 1000,
  };
}

/** Of each picture how much the person and what `selfie` labels have in common (intersection over union). */
export async function compare(pictures: readonly string[]): Promise<number[]> {
  const library = '/dist/lib/perpixel.js';
  const { createSegmenter } = (await import(library)) as typeof import('../../src/perpixel.ts');
  const [people, selfie] = [
    await createSegmenter({ model: 'people', backend: 'wasm' }),
    await createSegmenter({ model: 'selfie', backend: 'wasm' }),
  ];
  const shares: number[] = [];
  for (const picture of pictures) {
    const blob = await (await fetch(picture)).blob();
    const [{ labelMap: one }, { labelMap: other }] = [await people.segment(blob), await selfie.segment(blob)];
    let [both, either] = [0, 0];
    for (let i = 0; i < one.length; i += 1) {
      if (one[i] === 1 && other[i] === 1) both += 1;
      if (one[i] === 1 || other[i] === 1) either += 1;
    }
    shares.push(either === 0 ? 1 : both / either);
  }
  people.close();
  selfie.close();
  return shares;
}

export interface Lived {
  /** Labelled frames a second. */
  readonly rate: number;
  /** Milliseconds of a frame, p50. */
  readonly total: number;
  /** How many people were seen in how many frames. */
  readonly people: Readonly<Record<number, number>>;
  readonly tracks: number;
}

/** The camera's frames for so many seconds. */
export async function live(seconds: number): Promise<Lived> {
  const viewer = document.querySelector('per-pixel');
  if (!viewer) throw new Error('no <per-pixel>');
  const people: Record<number, number> = {};
  const tracks = new Set<number>();
  viewer.addEventListener('perpixel-frame', ({ detail: { instances = [] } }) => {
    people[instances.length] = (people[instances.length] ?? 0) + 1;
    for (const { track } of instances) tracks.add(track);
  });
  const before = viewer.stats().frames;
  const start = performance.now();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const report = viewer.stats();
  return {
    rate: ((report.frames - before) * 1000) / (performance.now() - start),
    total: report.total.p50,
    people,
    tracks: tracks.size,
  };
}
