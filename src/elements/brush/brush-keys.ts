/** What a key does while the brush has the focus; null: nothing of its. */
export type BrushKey =
  /** CSS pixels. */
  | { readonly action: 'move'; readonly dx: number; readonly dy: number }
  /** Puts the brush down, or lifts it. */
  | { readonly action: 'press' | 'cancel' | 'undo' | 'erase' }
  | { readonly action: 'grow'; readonly by: 1 | -1 }
  | { readonly action: 'class'; readonly id: number };

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrows move 8 CSS pixels, with Shift 40. */
export function brushKeyOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): BrushKey | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'z' && !shiftKey && !altKey ? { action: 'undo' } : null;
  if (altKey) return null;
  const move = MOVES[key];
  const step = shiftKey ? 40 : 8;
  if (move) return { action: 'move', dx: move[0] * step, dy: move[1] * step };
  if (/^\d$/.test(key)) return { action: 'class', id: Number(key) };
  switch (key.toLowerCase()) {
    case ' ':
    case 'enter':
      return { action: 'press' };
    case 'escape':
      return { action: 'cancel' };
    case 'z':
      return { action: 'undo' };
    case 'e':
      return { action: 'erase' };
    case '+':
    case ']':
      return { action: 'grow', by: 1 };
    case '-':
    case '[':
      return { action: 'grow', by: -1 };
    default:
      return null;
  }
}

export const LEAST_SIZE = 0.008;
export const MOST_SIZE = 0.12;

/** The next larger or smaller brush. */
export function grown(size: number, by: 1 | -1): number {
  return Math.min(MOST_SIZE, Math.max(LEAST_SIZE, size * (by > 0 ? 1.3 : 1 / 1.3)));
}
