import {
  backgroundOf,
  backgroundText,
  overlayOf,
  type ChosenBackground,
  type GroundOverlay,
} from '../../core/background/background.ts';
import type { Overlay } from '../../core/view/overlay.ts';

/** Plain walls. */
export const COLOURS = [
  { value: '#f2efe9', label: 'White' },
  { value: '#2d6a4f', label: 'Green' },
  { value: '#1f3a5f', label: 'Blue' },
  { value: '#17181a', label: 'Black' },
] as const;

/** What the switch for light on edges sets. */
export const LIGHT_WRAP = 0.5;

/** What an overlay shows behind; null: the room as it is. */
export function shownBehind(overlay: Overlay, chosen: ChosenBackground | null): ChosenBackground | null {
  return isGround(overlay) ? backgroundOf(overlay, chosen) : null;
}

function isGround(overlay: Overlay): overlay is GroundOverlay {
  return overlay === 'blur' || overlay === 'replace' || overlay === 'cutout';
}

/** Another background than the room itself is put behind. */
export function replaces(choice: ChosenBackground | null): boolean {
  return choice !== null && overlayOf(choice) === 'replace';
}

/** Which tile is chosen, by its value; empty: none of them. */
export function chosenIn(
  choice: ChosenBackground | null,
  own: readonly { readonly id: string; readonly file: Blob }[],
): string {
  if (!choice) return 'none';
  if (choice.kind === 'blur') return choice.strength < 0.5 ? 'light' : 'strong';
  if (choice.kind === 'bokeh') return 'bokeh';
  if (choice.kind === 'file') return own.find(({ file }) => file === choice.file)?.id ?? '';
  return backgroundText(choice) ?? '';
}
