import { PerPixelError } from '../../src/core/errors/errors.ts';
import { conversion } from '../../src/platform/unplayable.ts';
import { readable } from '../../src/core/text/names.ts';

/** The decoder takes the codec, and decodes nothing of it. */
export function undecodable(name: string, codec: string, cause: unknown, by = 'this browser'): PerPixelError {
  return new PerPixelError(
    'video-unsupported',
    `${name || 'This file'} is coded as ${codec}, and ${by} can decode no frame of it.`,
    `If other players show it, convert it first: ${conversion(name)}`,
    { cause },
  );
}

export function empty(): PerPixelError {
  return new PerPixelError(
    'video-empty',
    'This video has no frames.',
    'Check that its recording was finished, or choose another file.',
  );
}

/** @param problem what happened, without a stop */
export function unreachable(url: string, problem: string, cause: unknown): PerPixelError {
  return new PerPixelError(
    'source-unavailable',
    `${readable(new URL(url).pathname)} could not be loaded: ${problem}.`,
    'Check the address and the connection, and that the file is there.',
    { cause },
  );
}
