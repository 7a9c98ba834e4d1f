import type { Every } from '../../core/analysis/every.ts';
import { BUNDLED_MODELS, partnersOf } from '../../core/manifest/catalog.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { RuntimeChoice } from '../../core/tuning/runtime.ts';
import { titlesHere } from '../../live/speeds.ts';
import { lessonOf } from './teach/taught-id.ts';
import { taughtTitle } from './teach/taught-models.ts';

/** How a video is analysed, as the page offers and keeps it. What is absent is the default. */
export interface JobChoice {
  /** A bundled id, a manifest's address, or the id of a model that was taught on this page. */
  readonly model: string;
  readonly backend: BackendChoice;
  /** Absent: the faster one. */
  readonly runtime?: RuntimeChoice | undefined;
  readonly every: Every;
  /** Absent: the model's own. */
  readonly refine?: RefineOptions | false | undefined;
  readonly mirror?: boolean | undefined;
  /** A bundled id, or a manifest's address. */
  readonly ensemble?: string | undefined;
  /** What is told apart; absent: what the model is made for. */
  readonly labelling?: Labelling | undefined;
  /** The value that means the first class in the label images that it is compared with; absent: as the model's manifest says. */
  readonly labelsStart?: number | undefined;
}

export const FIRST_CHOICE: JobChoice = { model: 'driving', backend: 'auto', every: 1 };

/** The choice in something that holds one: what is kept of an analysis, say. */
export function choiceIn(holder: JobChoice): JobChoice {
  const { model, backend, runtime, every, refine, mirror, ensemble, labelling, labelsStart } = holder;
  return { model, backend, runtime, every, refine, mirror, ensemble, labelling, labelsStart };
}

/**
 * Whether both lead to the same figures. Where these come from (the backend), what they are compared with, and whether stuff is drawn
 * beside things is no matter.
 */
export function sameFigures(a: JobChoice, b: JobChoice): boolean {
  return facts(a) === facts(b);
}

function facts({ model, every, refine, mirror = false, ensemble = '', labelling }: JobChoice): string {
  // which of the two it is when nobody chose, the model decides
  const things = labelling === undefined ? null : labelling !== 'semantic';
  return JSON.stringify([model, every, refine ?? null, mirror, ensemble, things]);
}

/** With another model; a second one that names other classes than that goes, and what is told apart is what it is made for. */
export function withModel(choice: JobChoice, model: string): JobChoice {
  const fits = partnersOf(model).some(({ id }) => id === choice.ensemble);
  return { ...choice, model, ensemble: fits ? choice.ensemble : undefined, labelling: undefined };
}

/** For people, where it is not the usual: `raw labels · mirrored too · with Street`. */
export function describeLabelling({ refine, mirror = false, ensemble = '', labelling }: JobChoice): string {
  const words: string[] = [];
  if (refine !== undefined) words.push(refine === false ? 'raw labels' : 'refined otherwise');
  if (mirror) words.push('mirrored too');
  if (ensemble) words.push(`with ${titleOf(ensemble)}`);
  if (labelling !== undefined) words.push(labelling);
  return words.join(' · ');
}

/** Of a model that does not ship its own name, or the last of its address. */
export function titleOf(model: string): string {
  if (lessonOf(model) !== null) return taughtTitle(model) ?? 'Taught';
  const name = model
    .replace(/[?#].*$/, '')
    .split('/')
    .at(-1);
  return BUNDLED_MODELS.find(({ id }) => id === model)?.title ?? (name || model);
}

/** What a picker offers: what ships, and the one that is chosen. */
export function offered(model: string): readonly { readonly id: string; readonly title: string }[] {
  const ships = titlesHere(BUNDLED_MODELS);
  return ships.some(({ id }) => id === model) ? ships : [...ships, { id: model, title: titleOf(model) }];
}
