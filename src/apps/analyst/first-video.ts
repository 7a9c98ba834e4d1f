import type { PerPixelError } from '../../core/errors/errors.ts';
import type { AnalystAddress } from './address.ts';
import type { Analyst } from './analyst.ts';
import { sourceOf } from './sources.ts';

/**
 * Opens what the page's address names once what an earlier visit left is here. What the visitor opened meanwhile stays in view: a video
 * at an address waits in the list then, and the sample drive, which is always at hand, is left where it is.
 */
export async function openFirst(analyst: Analyst, { video, sample }: AnalystAddress): Promise<void> {
  const opened = await analyst.restored;
  if (!video) return sample && !opened ? analyst.openSample(sample) : undefined;
  try {
    const source = sourceOf(video);
    if (opened) analyst.add([source]);
    else analyst.show(source, analyst.choice);
  } catch (error) {
    analyst.tell(error as PerPixelError);
  }
}
