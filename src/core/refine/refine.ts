import type { Option } from './option.ts';
import { REFINE_STAGES, type RefineOptions } from './stages.ts';

type Refine = RefineOptions | false | null | undefined;

/** What live streams are smoothed with where a model does not say. */
export const LIVE_REFINE: RefineOptions = { temporal: 0.75 };

/** What `refine: false` comes to: no stage that has options is on. */
export const UNREFINED: RefineOptions = {};

/** Whether the frames of a stream belong in order, since each takes something from the one before. */
export function remembers(refine: Refine): boolean {
  return refine ? REFINE_STAGES.some((stage) => stage.remembers && stage.isOn(refine)) : false;
}

/** Whether a stage looks at the frame itself. */
export function looks(refine: Refine): boolean {
  return refine ? REFINE_STAGES.some((stage) => stage.looks && stage.isOn(refine)) : false;
}

/** The same without what a stream gives up first when it cannot keep up. */
export function withoutCostly(refine: RefineOptions): RefineOptions {
  const costly = REFINE_STAGES.filter((stage) => stage.costly && stage.isOn(refine));
  return costly.reduce((left, { options }) => ({ ...left, ...off(options) }), refine);
}

function off(options: Readonly<Record<string, Option>>): RefineOptions {
  return Object.fromEntries(Object.entries(options).map(([name, { kind }]) => [name, kind === 'switch' ? false : 0]));
}
