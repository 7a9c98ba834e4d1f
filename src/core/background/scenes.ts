import { within, type Size } from '../geometry/fit.ts';
import { city } from './scenes/city.ts';
import { garden } from './scenes/garden.ts';
import { hills } from './scenes/hills.ts';
import { paper } from './scenes/paper.ts';
import { createSheet, packed, type PaintScene } from './scenes/sheet.ts';
import { studio } from './scenes/studio.ts';
import { window } from './scenes/window.ts';

/** Backgrounds of our own: made by a formula at whatever size and shape, the same each time. */
export const SCENES = {
  studio: { label: 'Studio', paint: studio },
  window: { label: 'Window', paint: window },
  hills: { label: 'Hills', paint: hills },
  garden: { label: 'Garden', paint: garden },
  city: { label: 'City', paint: city },
  paper: { label: 'Paper', paint: paper },
} as const satisfies Record<string, { readonly label: string; readonly paint: PaintScene }>;

export type SceneName = keyof typeof SCENES;
export const SCENE_NAMES = Object.keys(SCENES) as readonly SceneName[];

export function isScene(name: string): name is SceneName {
  return Object.hasOwn(SCENES, name);
}

/** A scene's longest side, pixels: all of them are out of focus, and larger ones are enlarged. */
const LONGEST = 960;

export interface PaintedScene extends Size {
  /** RGBA words, opaque, row-major. */
  readonly words: Uint32Array<ArrayBuffer>;
}

/** @param size what it is to cover: the scene has that shape, and that size up to 960 pixels a side */
export function paintScene(name: SceneName, size: Size): PaintedScene {
  const sheet = createSheet(within(size, LONGEST));
  SCENES[name].paint(sheet);
  return { width: sheet.width, height: sheet.height, words: packed(sheet) };
}
