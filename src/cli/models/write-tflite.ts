import { join } from 'node:path';
import { readOnnx } from '../../../models/convert/onnx/read-onnx.ts';
import { NoEmitter, onnxToTflite } from '../../../models/convert/onnx-to-tflite.ts';
import type { ModelVariant } from '../../core/manifest/manifest.ts';
import { sha256 } from '../results/digest.ts';
import { makeFolder } from '../results/make-folder.ts';
import { writeWhole } from '../results/write-whole.ts';
import { CommandError, EXIT } from '../terminal/command-error.ts';
import { assertNew, bytesOf, idOf, sentence, type ConvertFlags } from './convert-model.ts';

interface WrittenFile {
  readonly path: string;
  /** As a manifest's `variants` lists it. */
  readonly variant: ModelVariant;
}

/**
 * Writes the TensorFlow Lite file of an ONNX file, for LiteRT.
 * @throws CommandError where it cannot be written, or there is such a file already
 */
export async function writeTflite(path: string, flags: Pick<ConvertFlags, 'out' | 'id'>): Promise<WrittenFile> {
  const id = idOf(path, flags);
  const file = `${id}.tflite`;
  const target = join(flags.out, file);
  await assertNew(target);
  const bytes = written(await bytesOf(path), id);
  await makeFolder(flags.out);
  await writeWhole(target, bytes);
  const variant = { format: 'tflite', precision: 'float32', file, sha256: sha256(bytes), bytes: bytes.length } as const;
  return { path: target, variant };
}

function written(onnx: Uint8Array, name: string): Uint8Array {
  try {
    assertChannelsFirst(onnx);
    return onnxToTflite(onnx, { name });
  } catch (cause) {
    const elsewhere = 'The ONNX file itself is run by ONNX Runtime everywhere.';
    if (cause instanceof NoEmitter) {
      throw new CommandError(`The operator ${cause.operator} cannot be written.`, elsewhere, EXIT.failed, { cause });
    }
    const why = cause instanceof Error ? cause.message : String(cause);
    const remedy = why.startsWith('not an ONNX file') ? 'Name an .onnx file.' : elsewhere;
    throw new CommandError(`${sentence(why)}.`, remedy, EXIT.failed, { cause });
  }
}

/** What goes in as NHWC would be taken for a map of as many channels as it has rows. */
function assertChannelsFirst(onnx: Uint8Array): void {
  for (const { name, shape } of readOnnx(onnx).inputs) {
    const [, second = 0, , last = 0] = shape;
    if (shape.length !== 4 || second <= MOST_COLOURS || last > MOST_COLOURS) continue;
    throw new Error(`input "${name}" is [${shape.join(', ')}], and only maps that are NCHW can be written`);
  }
}

/** Channels of a picture. */
const MOST_COLOURS = 4;
