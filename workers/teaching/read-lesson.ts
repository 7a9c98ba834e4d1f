import { unzipSync, type Unzipped } from 'fflate';
import * as v from 'valibot';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import { decodeFloat16s } from '../../src/core/labels/float16.ts';
import { gridOver } from '../../src/core/teaching/feature-grid.ts';
import type { Head } from '../../src/core/teaching/head.ts';
import { sampledCells, type TaughtStroke } from '../../src/core/teaching/lesson.ts';
import { sha256 } from '../../src/platform/sha256.ts';
import type { TaughtPicture, TrunkFacts } from '../../src/protocol/teaching.ts';
import type { TaughtClass } from '../../src/core/teaching/taught-class.ts';
import { FEATURES, FRAMES, HEAD, LESSON, SEAL, LessonSchema, type LessonFile } from './lesson-file.ts';

export interface ReadLesson {
  readonly classes: readonly TaughtClass[];
  readonly head: Head | null;
  readonly strokes: readonly TaughtStroke[];
  readonly fixedCamera: boolean;
  readonly pictures: readonly TaughtPicture[];
}

/**
 * What was taught to this trunk.
 * @throws PerPixelError `teaching-invalid` where the file is none of ours, is damaged, or was taught to another trunk
 */
export async function readLesson(trunk: TrunkFacts, file: Blob): Promise<ReadLesson> {
  const entries = unzipped(new Uint8Array(await file.arrayBuffer()));
  const lesson = await describedBy(entries);
  const { classes, frames, fixedCamera } = lesson;
  const channels = trunk.features.maps.reduce((sum, each) => sum + each.channels, 0);
  checkTrunk(lesson.trunk, { ...trunk, channels });
  for (const [name, hash] of Object.entries(lesson.files)) {
    if (!entries[name] || (await sha256(entries[name] as Uint8Array<ArrayBuffer>)) !== hash)
      throw damaged(`its part “${name}” is not whole`);
  }
  return {
    classes,
    fixedCamera,
    head: headOf(entries[HEAD], classes, channels),
    strokes: strokesOf(trunk, lesson, entries[FEATURES], channels),
    pictures: frames.flatMap(({ id, picture }) => {
      const bytes = entries[`${FRAMES}${id}`];
      return bytes && picture !== undefined
        ? [{ id, picture: new Blob([bytes as Uint8Array<ArrayBuffer>], { type: picture }) }]
        : [];
    }),
  };
}

function unzipped(bytes: Uint8Array): Unzipped {
  try {
    return unzipSync(bytes);
  } catch (cause) {
    throw damaged('it is no file of a teacher’s, or it is cut off', cause);
  }
}

async function describedBy(entries: Unzipped): Promise<LessonFile> {
  const text = entries[LESSON];
  if (!text) throw damaged('it is no file of a teacher’s');
  const seal = new TextDecoder().decode(entries[SEAL] ?? new Uint8Array());
  if ((await sha256(text as Uint8Array<ArrayBuffer>)) !== seal) throw damaged('what it says of itself is not whole');
  try {
    return v.parse(LessonSchema, JSON.parse(new TextDecoder().decode(text)));
  } catch (cause) {
    throw damaged('what it says of itself cannot be read', cause);
  }
}

function checkTrunk(found: LessonFile['trunk'], own: TrunkFacts & { readonly channels: number }): void {
  if (found.sha256 === own.sha256 && found.channels === own.channels) return;
  const which = found.id === own.id ? `another version of “${own.id}”` : `“${found.id}”`;
  throw new PerPixelError(
    'teaching-invalid',
    `The file was taught to ${which}, and here “${own.id}” is taught: their features mean different things.`,
    'Open it with the model that it was made with, or stroke anew.',
  );
}

function headOf(bytes: Uint8Array | undefined, classes: readonly TaughtClass[], channels: number): Head | null {
  if (!bytes) return null;
  const weights = classes.length * channels;
  if (bytes.length !== (weights + classes.length) * 4) throw damaged('its head has another size than its classes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
  if (!values.every((value) => Number.isFinite(value))) throw damaged('its head holds what is no number');
  return { classes, weights: values.slice(0, weights), bias: values.slice(weights) };
}

function strokesOf(
  trunk: TrunkFacts,
  lesson: LessonFile,
  bytes: Uint8Array | undefined,
  channels: number,
): TaughtStroke[] {
  const features = decodeFloat16s(bytes ?? new Uint8Array());
  const frames = new Map(lesson.frames.map(({ id, width, height }) => [id, { id, width, height }]));
  let from = 0;
  const strokes = lesson.strokes.map(({ frame: of, ...stroke }) => {
    const frame = frames.get(of);
    if (!frame || (stroke.classId ?? 0) >= lesson.classes.length)
      throw damaged('a stroke is of a frame or a class that it lacks');
    const count = sampledCells(stroke, gridOver(trunk, frame)).length * channels;
    const own = features.slice(from, from + count);
    from += count;
    return { frame, stroke, features: own };
  });
  if (from !== features.length) throw damaged('it has other features than strokes');
  return strokes;
}

function damaged(why: string, cause?: unknown): PerPixelError {
  return new PerPixelError(
    'teaching-invalid',
    `The file cannot be opened: ${why}.`,
    'Choose another file, or save it anew.',
    {
      cause,
    },
  );
}
