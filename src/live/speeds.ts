import { BUNDLED_MODELS, isBundled, type BundledModel } from '../core/manifest/catalog.ts';
import { isSameCandidate, type Tuning } from '../core/tuning/tuning.ts';

const PREFIX = 'perpixel:speed:';

/** How long this machine takes for a run of a model, milliseconds. */
export interface Speed {
  readonly milliseconds: number;
  /** False: taken from a relative's, by what both calculate. */
  readonly measured: boolean;
}

/** By id, as read so far: a picker is drawn with every frame. */
const known = new Map<string, number | null>();

/** What tuning found out is kept for pickers, beyond this visit. */
export function rememberSpeed(id: string, { winner, trials }: Pick<Tuning, 'winner' | 'trials'>): void {
  const milliseconds = trials.find(({ candidate }) => isSameCandidate(candidate, winner))?.milliseconds;
  if (!isBundled(id) || milliseconds === undefined || milliseconds === null) return;
  known.set(id, milliseconds);
  try {
    localStorage.setItem(PREFIX + id, String(milliseconds));
  } catch {
    // without storage it is known until the page is left
  }
}

/** Of a model that ships: as measured here, or by a relative that was, the one nearest in size; null: nothing was measured. */
export function speedOf(id: string): Speed | null {
  const own = recall(id);
  if (own !== null) return { milliseconds: own, measured: true };
  const model = BUNDLED_MODELS.find((each) => each.id === id);
  if (model?.cost === undefined) return null;
  const { family, cost } = model;
  const far = (other: number): number => Math.abs(Math.log(other / cost));
  const [nearest] = BUNDLED_MODELS.flatMap((each) => {
    const milliseconds = each.family === family ? recall(each.id) : null;
    return milliseconds === null || each.cost === undefined ? [] : [{ milliseconds, cost: each.cost }];
  }).sort((a, b) => far(a.cost) - far(b.cost));
  return nearest ? { milliseconds: (nearest.milliseconds * cost) / nearest.cost, measured: false } : null;
}

/** Models as a picker names them: with how long a run takes on this machine, where that was found out. */
export function titlesHere(models: readonly BundledModel[]): { readonly id: string; readonly title: string }[] {
  return models.map(({ id, title }) => ({ id, title: withSpeed(title, speedOf(id)) }));
}

/** "Driving" -> "Driving · about 24 ms" */
export function withSpeed(title: string, speed: Speed | null): string {
  if (!speed) return title;
  const { milliseconds, measured } = speed;
  return `${title} · ${measured ? '' : 'about '}${Math.max(1, Math.round(milliseconds))} ms`;
}

function recall(id: string): number | null {
  const before = known.get(id);
  if (before !== undefined) return before;
  const kept = Number(stored(id));
  const milliseconds = kept > 0 && Number.isFinite(kept) ? kept : null;
  known.set(id, milliseconds);
  return milliseconds;
}

function stored(id: string): string | null {
  try {
    return localStorage.getItem(PREFIX + id);
  } catch {
    return null;
  }
}
