import type { TeachingState } from '../../../live/teach/teaching-state.ts';

interface Said {
  readonly state: TeachingState;
  /** The video is labelled by what was taught: `running`, or `done`. */
  readonly labelled: 'not' | 'running' | 'done';
  /** There are frames that it doubts. */
  readonly doubts: boolean;
}

/** What to do next, in a sentence or two. */
export function nextStep({ state, labelled, doubts }: Said): string {
  const { strokes, strokesOf, classes, hint, frames } = state;
  const untaught = classes.findIndex((_, id) => id > 0 && (strokesOf[id] ?? 0) === 0);
  const things = strokesOf.slice(1).reduce((sum, count) => sum + count, 0);
  if (strokes === 0) return 'Go to a frame that shows your thing, and draw over it: a few short dabs, all over it.';
  if (things === 0) return 'Choose your thing, and draw over it.';
  if ((strokesOf[0] ?? 0) === 0 && classes.length - (untaught === -1 ? 0 : 1) <= 2) {
    return 'Now choose “What it is not”, and dab here and there around it.';
  }
  if (hint) return `${hint.problem} ${hint.remedy}`;
  if (untaught !== -1) return `Draw over “${classes[untaught]?.name}”, too.`;
  if (labelled === 'running') return 'Every frame is being labelled. You may go on drawing meanwhile.';
  if (labelled === 'done') {
    return doubts
      ? 'Labelled. Go to the frames below, where it doubts most; draw over what is wrong, and label again.'
      : 'Labelled. Wrong somewhere? Draw over it with the right brush, and label again.';
  }
  return frames.length < 2
    ? 'This frame is labelled. Go to one where your thing looks different, and draw there, too: two frames teach more than one.'
    : 'Wrong somewhere? Draw over it with the right brush. Then label the whole video.';
}
