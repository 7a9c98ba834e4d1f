import * as v from 'valibot';
import { Colour, Name } from '../../src/core/manifest/words.ts';
import { MOST_TAUGHT } from '../../src/core/teaching/taught-class.ts';

/**
 * A `.perpixel` file is a zip of `lesson.json`, described here, with its `seal`, of `features` (the samples of all strokes in their order, [samples, channels],
 * halves, little-endian), of `head` where there was a fit (weights [classes, channels] and bias [classes], floats), and, only if that was
 * asked, of `frames/<id>`, the pictures.
 */
export const LESSON = 'lesson.json';
/** SHA-256 of `lesson.json`. */
export const SEAL = 'seal';
export const FEATURES = 'features';
export const HEAD = 'head';
export const FRAMES = 'frames/';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_536));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const finite = v.pipe(v.number(), v.finite());

export const LessonSchema = v.object({
  format: v.literal('perpixel-lesson'),
  version: v.literal(1),
  trunk: v.object({ id: Name, sha256: v.string(), channels: Count }),
  /** Where a place lies counts, too. */
  fixedCamera: v.optional(v.boolean(), false),
  classes: v.pipe(v.array(v.object({ name: Name, colour: Colour })), v.minLength(1), v.maxLength(MOST_TAUGHT + 1)),
  frames: v.array(v.object({ id: Count, width: Side, height: Side, picture: v.optional(v.string()) })),
  strokes: v.array(
    v.object({
      frame: Count,
      classId: v.nullable(Count),
      points: v.array(v.tuple([finite, finite])),
      radius: v.pipe(finite, v.minValue(0)),
    }),
  ),
  /** SHA-256 of each of the other files, by their names. */
  files: v.record(v.string(), Sha256),
});

export type LessonFile = v.InferOutput<typeof LessonSchema>;
