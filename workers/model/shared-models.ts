import type { Progress } from '../../src/core/options/progress.ts';
import type { OpenOptions } from '../../src/protocol/live.ts';
import { openModel, type ModelSource } from './model-file.ts';

type Hears = (progress: Progress) => void;

interface Entry {
  readonly source: Promise<ModelSource>;
  readonly hearers: Set<Hears>;
}

/** A model that may be in use elsewhere too. */
export interface HeldModel {
  readonly source: Promise<ModelSource>;
  /** It is not needed here any more. Twice is harmless. */
  release(): void;
}

/** The models that a worker has in use: one at the same address is downloaded once, and its bytes are there once. */
export function createSharedModels() {
  const entries = new Map<string, Entry>();
  return { hold };

  /** Whoever comes later hears how far what was begun before has come. */
  function hold(options: Pick<OpenOptions, 'model' | 'assets'>, onProgress: Hears): HeldModel {
    const { model, assets } = options;
    const key = JSON.stringify([model, assets]);
    const entry = entries.get(key) ?? begin(key, options);
    // a model twice in an ensemble hears with the same ears
    const hears: Hears = (progress) => onProgress(progress);
    entry.hearers.add(hears);
    return {
      source: entry.source,
      release: () => {
        entry.hearers.delete(hears);
        if (entry.hearers.size === 0 && entries.get(key) === entry) entries.delete(key);
      },
    };
  }

  function begin(key: string, options: Pick<OpenOptions, 'model' | 'assets'>): Entry {
    const hearers = new Set<Hears>();
    const source = openModel(options, (progress) => hearers.forEach((hears) => hears(progress)));
    const entry = { source, hearers };
    entries.set(key, entry);
    // what failed is tried anew
    source.catch(() => entries.get(key) === entry && entries.delete(key));
    return entry;
  }
}

export type SharedModels = ReturnType<typeof createSharedModels>;
