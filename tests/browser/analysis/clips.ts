const media = import.meta.glob('../../fixtures/media/**/*.{mp4,mkv,mov,webm}', {
  query: '?url',
  import: 'default',
  eager: true,
});
const times = import.meta.glob('../../fixtures/media/analysis/*.json', { import: 'default', eager: true });

/** The address of a clip of tests/fixtures/media. */
export function clipUrl(name: string): string {
  const url = media[`../../fixtures/media/analysis/${name}`] ?? media[`../../fixtures/media/${name}`];
  if (typeof url !== 'string') throw new Error(`There is no clip ${name}.`);
  return new URL(url, location.href).href;
}

export async function clip(name: string): Promise<Blob> {
  return (await fetch(clipUrl(name))).blob();
}

/** What ffprobe calls `pts_time`, seconds. */
export function expectedTimes(name: string): number[] {
  return (times[`../../fixtures/media/analysis/${name}.json`] as { pts_time: number[] }).pts_time;
}

/** The number that a clip's frame holds in its lowest rows, from 320 × 180 RGBA pixels. */
export function numberIn(pixels: Uint8ClampedArray, width = 320, height = 180): number {
  let number = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    const x = Math.floor((bit + 0.5) * (width / 8));
    const y = Math.floor(height * (172 / 180));
    if (pixels[(y * width + x) * 4]! > 127) number |= 1 << bit;
  }
  return number;
}
