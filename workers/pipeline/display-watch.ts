import type { Drawing } from '../../src/core/view/view.ts';
import { displayFrame } from '../compositor/displayed.ts';

/** Tells what is on a canvas, as those who look at it have it. */
export interface DisplayWatch {
  /** Call it in the task that drew. */
  drew(drawing: Drawing): void;
}

/**
 * Tells of a drawing once the display has taken it, which in a hidden page is when it is seen again, and only where it is another one
 * than was told last.
 * @param taken resolves when the display has taken what is drawn now
 */
export function createDisplayWatch(
  tell: (drawing: Drawing) => void,
  taken: () => Promise<unknown> = displayFrame,
): DisplayWatch {
  let newest: Drawing | null = null;
  let told: Drawing | null = null;
  let waiting = false;
  return {
    drew(drawing) {
      newest = drawing;
      if (waiting || isSame(drawing, told)) return;
      waiting = true;
      void taken().then(() => {
        waiting = false;
        told = newest;
        if (told) tell(told);
      });
    },
  };
}

function isSame(drawing: Drawing, other: Drawing | null): boolean {
  return drawing.revision === other?.revision && String(drawing.kept) === String(other.kept);
}
