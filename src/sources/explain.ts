import { unplayedCodecs } from '../platform/capabilities.ts';
import type { PerPixelError } from '../core/errors/errors.ts';
import { describeFile } from '../core/media/describe.ts';
import { noPicture, unplayable } from '../platform/unplayable.ts';
import { bytesOf, isNetwork, unavailable } from './video/file-bytes.ts';
import { remux } from './video/remux.ts';

export interface Explanation {
  readonly error: PerPixelError;
  /** The same pictures in a container that the browser reads; null: that would not help. */
  readonly remuxed: Blob | null;
}

/**
 * Why the browser did not play a file.
 * @throws PerPixelError `source-unavailable`, `aborted`
 */
export async function explain(
  file: Blob | string,
  name: string,
  cause: unknown,
  signal: AbortSignal | undefined,
): Promise<Explanation> {
  if (isNetwork(cause) && typeof file === 'string') {
    return { error: unavailable(new URL(file), 'the connection broke off', cause), remuxed: null };
  }
  const description = await describeFile(bytesOf(file, signal));
  // it played, and had no picture
  const lacking = unplayedCodecs(document.createElement('video'));
  const error =
    cause === null ? noPicture(undefined, cause) : unplayable(description, { name, to: 'play', cause, lacking });
  const helps = description.kind?.container === 'mpeg-ts' && description.codec !== null;
  return { error, remuxed: helps ? await remux(file, signal) : null };
}
