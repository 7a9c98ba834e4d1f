import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import type { TeachingState } from '../../live/teach/teaching-state.ts';
import type { Brush } from './act.ts';

/** A name that no other class has, until somebody gives one: “Thing 1”. */
export function freeName(classes: readonly TaughtClass[]): string {
  for (let number = 1; ; number += 1) {
    const name = `Thing ${number}`;
    if (classes.every((each) => each.name !== name)) return name;
  }
}

/** The background is what a thing is not. */
export function brushName(brush: Brush, classes: readonly TaughtClass[]): string {
  if (brush === null) return 'Eraser';
  return brush === 0 ? 'What it is not' : (classes[brush]?.name ?? '');
}

export function strokeWords(count: number): string {
  if (count === 0) return 'no stroke';
  return count === 1 ? '1 stroke' : `${count} strokes`;
}

/** What is missed before anything can be taught: a picture, the trunk, which is on its way, or whatever made teaching fail. */
export type Missing = 'picture' | 'trunk' | 'again';

export const MISSING_WORDS: Readonly<Record<Missing, string>> = {
  picture: 'Choose what to teach it on: a camera, a video or a picture.',
  trunk: 'Getting ready to learn…',
  again: 'Nothing can be taught at the moment.',
};

interface Lesson {
  readonly state: TeachingState;
  /** The picture stands. */
  readonly frozen: boolean;
}

/** What to do next, in a sentence or two. */
export function nextStep({ state, frozen }: Lesson): string {
  const { strokes, strokesOf, classes, hint, frames } = state;
  const untaught = classes.findIndex((_, id) => id > 0 && (strokesOf[id] ?? 0) === 0);
  const things = strokesOf.slice(1).reduce((sum, count) => sum + count, 0);
  if (strokes === 0) {
    return frozen
      ? 'Draw over your thing: a few short dabs, all over it.'
      : 'Bring your thing into the picture and press Freeze. Or draw over the live picture: it stands while you do.';
  }
  if (things === 0) return 'Choose your thing, and draw over it.';
  if ((strokesOf[0] ?? 0) === 0 && classes.length - (untaught === -1 ? 0 : 1) <= 2) {
    return 'Now choose “What it is not”, and dab here and there around it.';
  }
  if (hint) return `${hint.problem} ${hint.remedy}`;
  if (untaught !== -1) return `Draw over “${classes[untaught]?.name}”, too.`;
  if (frozen) return 'Labelled. Wrong somewhere? Draw over it with the right brush. Then go on live.';
  return frames.length < 2
    ? 'Turn your thing, freeze, and draw over it once more: two pictures teach more than one.'
    : 'Wrong somewhere? Freeze, and draw over it with the right brush.';
}

/** A file that a teacher saved. */
export function isLesson(file: File | Blob): boolean {
  return 'name' in file && file.name.toLowerCase().endsWith('.perpixel');
}

/** A file's name for what was taught: `cup-and-bottle`. */
export function fileName(classes: readonly TaughtClass[]): string {
  const words = classes.slice(1, 4).map(({ name }) =>
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, ''),
  );
  return (
    words
      .filter((each) => each !== '')
      .join('-and-')
      .slice(0, 48) || 'taught'
  );
}
