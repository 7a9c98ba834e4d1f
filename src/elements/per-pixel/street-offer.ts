import { isStreet } from '../../core/labels/street-sight.ts';
import { roomHere } from '../../live/device-memory.ts';
import { offeredModels } from '../../live/offered-models.ts';
import { createSegmenter } from '../../live/segmenter.ts';
import type { Status } from '../status/status.ts';
import { firstPictures, type Opening } from './first-pictures.ts';

export const STREETS = 'driving';

/** What decides whether a model that knows streets is offered. */
export interface FileScene {
  readonly controls: boolean;
  /** What is looked at is a video or an image, and no camera or street of ours. */
  readonly isFile: boolean;
  /** Empty: what suits the source labels it. */
  readonly model: string;
  /** The model at work. */
  readonly atWork: string;
}

export const streetOffered: Status = {
  kind: 'notice',
  text: 'This looks like a street, and the model at work knows people alone. Another one knows roads, cars and signs too.',
  actions: [
    { id: STREETS, label: 'Label the street', primary: true },
    { id: 'no-street', label: 'Not now' },
  ],
};

/** Offers the model that knows streets, once a file, where its first pictures show one and nobody has chosen a model. */
export class StreetOffer {
  /** The file that was looked at last. */
  #looked: string | Blob = '';
  #look: AbortController | null = null;

  /**
   * @param ships whether this page has such a model
   * @param shows tells whether a file shows a street
   */
  constructor(
    private readonly ships = offeredModels().some(({ id }) => id === STREETS) && roomHere().tuner,
    private readonly shows = showsStreet,
  ) {}

  /** Called for each frame. @returns whether it is to be made, once that is known; null: it is not looked, or was already */
  framed(file: string | Blob, scene: FileScene, how: Omit<LookOptions, 'signal'>): Promise<boolean> | null {
    if (file === this.#looked) return null;
    // what is looked at now is something else
    this.#look?.abort();
    this.#look = null;
    const suits = scene.controls && scene.isFile && scene.model === '' && scene.atWork.startsWith('selfie');
    if (!this.ships || !suits) return null;
    this.#looked = file;
    const look = (this.#look = new AbortController());
    // a file that cannot be opened twice, or a model that does not come, is no reason to say anything
    return this.shows(file, { ...how, signal: look.signal }).catch(() => false);
  }

  /** Nothing is looked at any more. */
  stop(): void {
    this.#look?.abort();
    this.#look = null;
    this.#looked = '';
  }
}

interface LookOptions extends Opening {
  readonly assets: string | URL | undefined;
}

/** The model itself tells, in a worker that ends with the answer. */
async function showsStreet(file: string | Blob, { assets, ...opening }: LookOptions): Promise<boolean> {
  const segmenter = await createSegmenter({
    model: STREETS,
    backend: 'wasm',
    refine: false,
    signal: opening.signal,
    ...(assets === undefined ? {} : { assets }),
  });
  try {
    const { input, classes } = segmenter.model;
    const road = classes.findIndex(({ name }) => name === 'road');
    for await (const picture of firstPictures(file, input, opening)) {
      const seen = await segmenter.segment(picture, { outputs: ['confidence'], transfer: true });
      if (isStreet({ ...seen, confidence: seen.confidence ?? new Float32Array(), road })) return true;
    }
    return false;
  } finally {
    segmenter.close();
  }
}
