import { zipSync } from 'fflate';
import { roundToFloat16 } from '../../src/core/labels/float16.ts';
import type { Head } from '../../src/core/teaching/head.ts';
import type { Lesson } from '../../src/core/teaching/lesson.ts';
import { sha256 } from '../../src/platform/sha256.ts';
import type { SaveRequest, TrunkFacts } from '../../src/protocol/teaching.ts';
import { FEATURES, FRAMES, HEAD, LESSON, SEAL, type LessonFile } from './lesson-file.ts';

/** The same lesson makes the same file. */
const WRITTEN = new Date(1980, 0, 2);

/** What was taught, as a file. */
export async function writeLesson(trunk: TrunkFacts, lesson: Lesson, request: SaveRequest): Promise<Blob> {
  const { classes, head, pictures } = request;
  const files: Record<string, Uint8Array<ArrayBuffer>> = { [FEATURES]: featuresOf(lesson) };
  if (head) files[HEAD] = headBytes(head);
  const types = new Map<number, string>();
  for (const { id, picture } of pictures) {
    files[`${FRAMES}${id}`] = new Uint8Array(await picture.arrayBuffer());
    types.set(id, picture.type);
  }
  const hashes = await Promise.all(
    Object.entries(files).map(async ([name, bytes]) => [name, await sha256(bytes)] as const),
  );
  const frames = new Map(lesson.strokes.map(({ frame }) => [frame.id, frame]));
  const described: LessonFile = {
    format: 'perpixel-lesson',
    version: 1,
    trunk: { id: trunk.id, sha256: trunk.sha256, channels: lesson.channels },
    fixedCamera: lesson.fixedCamera,
    classes: [...classes],
    frames: [...frames.values()].map((frame) => {
      const picture = types.get(frame.id);
      return picture === undefined ? frame : { ...frame, picture };
    }),
    strokes: lesson.strokes.map(({ frame, stroke }) => ({
      frame: frame.id,
      classId: stroke.classId,
      points: stroke.points.map(([x, y]): [number, number] => [x, y]),
      radius: stroke.radius,
    })),
    files: Object.fromEntries(hashes),
  };
  const text = new TextEncoder().encode(JSON.stringify(described));
  // pictures are compressed already, and halves do not get smaller
  const seal = new TextEncoder().encode(await sha256(text));
  const zip = zipSync({ [LESSON]: [text, { level: 6 }], [SEAL]: seal, ...files }, { level: 0, mtime: WRITTEN });
  return new Blob([zip as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}

function featuresOf({ strokes, channels }: Lesson): Uint8Array<ArrayBuffer> {
  const count = strokes.reduce((sum, { features }) => sum + features.length, 0);
  const bytes = new Uint8Array(count * 2);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { features } of strokes) {
    if (features.length % channels !== 0) throw new Error('A stroke has half a sample.');
    for (const value of features) {
      view.setUint16(at, roundToFloat16(value), true);
      at += 2;
    }
  }
  return bytes;
}

function headBytes({ weights, bias }: Head): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer((weights.length + bias.length) * 4));
  weights.forEach((value, i) => view.setFloat32(i * 4, value, true));
  bias.forEach((value, i) => view.setFloat32((weights.length + i) * 4, value, true));
  return new Uint8Array(view.buffer);
}
