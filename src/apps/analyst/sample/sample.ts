import { PerPixelError } from '../../../core/errors/errors.ts';
import type { TruthFile } from '../../../core/truth/score.ts';
import type { JobSource } from '../job-source.ts';

/** What the sample drive is opened with, and searched for. */
export const SAMPLE = {
  name: 'Sample drive',
  model: 'driving-street',
  query: 'pedestrian > 1% and car > 5% for 0.5s',
  still: new URL('./sample-still.jpg', import.meta.url).href,
} as const;

/**
 * Ten seconds of our street, recorded once. It comes whole: a service worker answers no requests for a part.
 * @throws PerPixelError `source-unavailable`
 */
export async function openSample(): Promise<JobSource> {
  const blob = await fetched(new URL('./sample-drive.mp4', import.meta.url), 'sample drive');
  return { name: SAMPLE.name, blob, url: '', handle: null, sample: true };
}

/** The exact label of every pixel of every frame. @throws PerPixelError `source-unavailable` */
export async function sampleTruth(): Promise<TruthFile[]> {
  const blob = await fetched(new URL('./sample-truth.zip', import.meta.url), 'sample drive’s labels');
  return [{ name: 'sample-truth.zip', blob }];
}

async function fetched(address: URL, what: string): Promise<Blob> {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await response.blob();
  } catch (cause) {
    throw new PerPixelError(
      'source-unavailable',
      `The ${what} could not be loaded.`,
      'Check the connection and try again, or open a video of your own.',
      { cause },
    );
  }
}
