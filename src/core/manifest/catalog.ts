import type { Size } from '../geometry/fit.ts';

/** A model that ships with perpixel. */
export interface BundledModel {
  readonly id: string;
  readonly title: string;
  /** Models whose predictions can be averaged have this in common: they name the same classes, and look at the whole picture. */
  readonly family: 'person' | 'parts' | 'people' | 'driving';
  /** Of one frame, in thousand millions of multiply-adds; given where a family has sizes, whose speeds tell of one another. */
  readonly cost?: number;
}

/** What a picker offers, most general first. Others ship too, and are not offered. */
export const BUNDLED_MODELS: readonly BundledModel[] = [
  { id: 'selfie', title: 'Person', family: 'person' },
  { id: 'selfie-landscape', title: 'Person, wide picture', family: 'person' },
  { id: 'person-parts', title: 'Person parts, 13 MB', family: 'parts' },
  { id: 'people', title: 'People, each apart', family: 'people' },
  { id: 'driving-small-street', title: 'Street, small', family: 'driving', cost: 0.44 },
  { id: 'driving-street', title: 'Street', family: 'driving', cost: 1.294 },
  { id: 'driving-small', title: 'Driving, small (CC BY-NC)', family: 'driving', cost: 0.44 },
  { id: 'driving', title: 'Driving (CC BY-NC)', family: 'driving', cost: 1.234 },
  { id: 'driving-large', title: 'Driving, large (CC BY-NC)', family: 'driving', cost: 6.318 },
];

/** For tests; to be taught; and one that is no better than a smaller one yet. */
const NOT_OFFERED: readonly string[] = ['tiny', 'features', 'driving-large-street'];

/** Whether a model of that id ships, be it offered or not. */
export function isBundled(id: string): boolean {
  return NOT_OFFERED.includes(id) || BUNDLED_MODELS.some((each) => each.id === id);
}

/** Whether a name is an id, and no address. */
export function isModelId(name: string): boolean {
  return /^[\w-]+$/.test(name);
}

/** The models that ship and name the same classes as this one; none for a model that does not ship. */
export function partnersOf(id: string): readonly BundledModel[] {
  const family = BUNDLED_MODELS.find((each) => each.id === id)?.family;
  return BUNDLED_MODELS.filter((each) => each.family === family && each.id !== id);
}

/** "CC-BY-NC-4.0" -> "CC-BY-NC-4.0, not for commercial use". @param licence SPDX identifier */
export function licenceInWords(licence: string): string {
  return /-NC\b/i.test(licence) ? `${licence}, not for commercial use` : licence;
}

/** Wider than halfway between 4:3 and 16:9. */
const WIDE = 1.55;

/** Of pictures that are not wide, and of those that are, when nobody chose a model: whoever films most is a person. */
export const BY_SHAPE: readonly [string, string] = ['selfie', 'selfie-landscape'];

/** The bundled model that suits a picture of that shape. */
export function suitableModel({ width, height }: Size): string {
  return BY_SHAPE[width / height >= WIDE ? 1 : 0];
}
