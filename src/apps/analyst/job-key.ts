import type { OpenedVideo } from '../../protocol/video.ts';
import { sha256 } from '../../platform/sha256.ts';
import type { JobChoice, JobSource } from './job-source.ts';

/** Where an analysis is kept: the same for the same video, model and options, and safe as a file's name. */
export async function keyOf(
  source: JobSource,
  choice: JobChoice,
  model: string,
  { info }: OpenedVideo,
): Promise<string> {
  const { url, name, blob } = source;
  const identity = blob ? [name, blob.size, blob instanceof File ? blob.lastModified : 0] : [url];
  const { every, refine = 'own', mirror = false, ensemble } = choice;
  // as earlier versions had it: what they kept is found again
  const { start: _, ...facts } = info;
  const several = mirror || ensemble !== undefined ? [mirror, ensemble ?? ''] : [];
  const text = JSON.stringify([identity, facts, model, every, refine, ...several]);
  return (await sha256(new TextEncoder().encode(text))).slice(0, 32);
}
