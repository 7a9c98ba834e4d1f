import { OVERLAYS, type Overlay } from '../../core/view/overlay.ts';

export type Shortcut =
  | { readonly action: 'move'; readonly dx: number; readonly dy: number }
  | { readonly action: 'overlay'; readonly overlay: Overlay }
  | { readonly action: 'leave' | 'choose' | 'toggle-play' | 'fullscreen' | 'snapshot' | 'mirror' };

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a key means; null: nothing of ours. Arrows move 8 CSS pixels, with Shift 40. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): Shortcut | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey) return null;
  const move = MOVES[key];
  const step = shiftKey ? 40 : 8;
  if (move) return { action: 'move', dx: move[0] * step, dy: move[1] * step };
  const overlay = /^[1-9]$/.test(key) ? OVERLAYS[Number(key) - 1] : undefined;
  if (overlay) return { action: 'overlay', overlay };
  switch (key.toLowerCase()) {
    case 'escape':
      return { action: 'leave' };
    case 'enter':
      return { action: 'choose' };
    case ' ':
      return { action: 'toggle-play' };
    case 'f':
      return { action: 'fullscreen' };
    case 's':
      return { action: 'snapshot' };
    case 'm':
      return { action: 'mirror' };
    default:
      return null;
  }
}
