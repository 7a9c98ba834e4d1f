import { PerPixelError } from '../errors/errors.ts';
import { nearest } from '../text/nearest.ts';
import type { Overlay } from '../view/overlay.ts';
import { isScene, SCENE_NAMES, type SceneName } from './scenes.ts';

/** What lies behind whoever is in front. */
export type PlainBackground =
  /** The picture's own, out of focus: evenly, or with highlights as discs. Strength: 0 (a little) to 1. */
  | { readonly kind: 'blur' | 'bokeh'; readonly strength: number }
  /** `#rrggbb`. */
  | { readonly kind: 'colour'; readonly colour: string }
  | { readonly kind: 'scene'; readonly scene: SceneName }
  | { readonly kind: 'nothing' };

/** The same as a worker draws it: of a file it was given the pictures under a number. */
export type Background = PlainBackground | { readonly kind: 'file'; readonly id: number };

/** The same as somebody chose it: of a file that has to be opened first. */
export type ChosenBackground = PlainBackground | { readonly kind: 'file'; readonly file: string | Blob };

/** Of `blur` and `bokeh` where none is named. */
export const STRENGTH = 0.5;

/** In place of a file that is not there yet, or not any more. */
export const COVER = '#2d4358';

/** By the overlay that shows it. */
const DEFAULTS = {
  blur: { kind: 'blur', strength: STRENGTH },
  replace: { kind: 'scene', scene: 'studio' },
  cutout: { kind: 'nothing' },
} as const satisfies Partial<Record<Overlay, PlainBackground>>;

export type GroundOverlay = keyof typeof DEFAULTS;

const OVERLAY_OF = {
  blur: 'blur',
  bokeh: 'blur',
  colour: 'replace',
  scene: 'replace',
  file: 'replace',
  nothing: 'cutout',
} as const satisfies Record<Background['kind'], GroundOverlay>;

/** The overlay that shows it. */
export function overlayOf({ kind }: { readonly kind: Background['kind'] }): GroundOverlay {
  return OVERLAY_OF[kind];
}

/** What an overlay shows behind: what was chosen, where that is its own, else what it shows by itself. */
export function backgroundOf<T extends { readonly kind: Background['kind'] }>(
  overlay: GroundOverlay,
  chosen: T | null,
): T | PlainBackground {
  return chosen && overlayOf(chosen) === overlay ? chosen : DEFAULTS[overlay];
}

/** Of a blur, as a share of the picture's height: even steps of strength look even, and the least one is none at which all can be seen. */
export function radiusOf({ strength }: { readonly strength: number }): number {
  return 0.005 * 16 ** strength;
}

const WORDS = ['blur', 'bokeh', 'transparent', ...SCENE_NAMES];
const KNOWN = `${WORDS.join(', ')}, a colour as #204060, or the address of an image or a video`;

/**
 * `blur`, `bokeh` (each alone or with a strength of 0 to 1, as `blur 0.8`), a scene's name, a colour as `#204060`, `transparent`, or the
 * address of an image or a video, which has a dot, a slash or a colon in it.
 * @throws PerPixelError `option-invalid`
 */
export function readBackground(text: string): ChosenBackground {
  const words = text.trim().toLowerCase().split(/\s+/);
  const [name = '', ...rest] = words;
  if (name.startsWith('#')) return { kind: 'colour', colour: colourOf(text, words) };
  if (name === 'blur' || name === 'bokeh') return { kind: name, strength: strengthOf(text, rest) };
  if (name === 'transparent' && rest.length === 0) return { kind: 'nothing' };
  if (isScene(name) && rest.length === 0) return { kind: 'scene', scene: name };
  if (/[./:]/.test(text) && !WORDS.includes(name)) return { kind: 'file', file: text.trim() };
  throw unknown(text, name);
}

/** The text that says it; null: no text does, as it is a file of the visitor's. */
export function backgroundText(background: ChosenBackground): string | null {
  switch (background.kind) {
    case 'blur':
    case 'bokeh':
      return background.strength === STRENGTH ? background.kind : `${background.kind} ${background.strength}`;
    case 'colour':
      return background.colour;
    case 'scene':
      return background.scene;
    case 'nothing':
      return 'transparent';
    case 'file':
      return typeof background.file === 'string' ? background.file : null;
  }
}

function colourOf(text: string, [name = '', ...rest]: readonly string[]): string {
  const [, short, long] = /^#(?:([\da-f]{3})|([\da-f]{6}))$/.exec(name) ?? [];
  if (rest.length === 0 && long) return `#${long}`;
  if (rest.length === 0 && short) return `#${short.replaceAll(/./g, '$&$&')}`;
  throw wrong(text, 'Write a colour as #204060.');
}

function strengthOf(text: string, rest: readonly string[]): number {
  if (rest.length === 0) return STRENGTH;
  const strength = Number(rest[0]);
  if (rest.length === 1 && strength >= 0 && strength <= 1) return strength;
  throw wrong(text, 'Give a strength from 0 to 1, as blur 0.8.');
}

function unknown(text: string, name: string): PerPixelError {
  const meant = nearest(name, WORDS);
  return wrong(text, meant && meant !== name ? `Did you mean ${meant}? Else use ${KNOWN}.` : `Use ${KNOWN}.`);
}

function wrong(text: string, remedy: string): PerPixelError {
  return new PerPixelError('option-invalid', `“${text}” is no background.`, remedy);
}
