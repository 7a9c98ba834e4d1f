import { lacksMemory } from '../../../src/core/errors/lacks-memory.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { fileKind } from '../../../src/core/media/model-file-kind.ts';
import { modelTooLarge } from '../errors.ts';

/**
 * What became of opening a model in LiteRT.
 * @param said what it printed last
 */
export function openingError(id: string, bytes: Uint8Array, cause: unknown, said: string): PerPixelError {
  if (cause instanceof PerPixelError) return cause;
  if (lacksMemory(cause)) return modelTooLarge(id, bytes.length, cause);
  const words = cause instanceof Error ? cause.message : String(cause);
  const what = isTflite(bytes) ? ([words, said].find((each) => each !== '') ?? 'it gives no reason') : other(bytes);
  return new PerPixelError(
    'model-invalid',
    `LiteRT cannot open the file of the model "${id}": ${what.replace(/\.$/, '')}.`,
    'Export it again for LiteRT (TensorFlow Lite) with its sizes fixed, or name another file in the manifest.',
    { cause },
  );
}

/** The identifier of the format, behind the address of its root. */
const IDENTIFIER = 'TFL3';

export function isTflite(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(4, 8)) === IDENTIFIER;
}

function other(bytes: Uint8Array): string {
  const kind = fileKind(bytes);
  return kind ? `it is ${kind}` : 'it is none of TensorFlow Lite';
}
