import { offeredModels } from '../../live/offered-models.ts';
import type { FrameReport } from '../../protocol/live.ts';
import type { Status } from '../status/status.ts';

const PEOPLE = 'people';
/** So many looks in a row, a second apart, have to find several: one that finds two may have seen an arm. */
const LOOKS = 3;
/** Where it is remembered that nobody wants it. */
const KEY = 'perpixel-people-offer';

/** What decides whether people are offered to be told apart. */
export interface Scene {
  readonly controls: boolean;
  readonly source: string;
  /** Empty: what suits the source labels it. */
  readonly model: string;
  /** The model at work. */
  readonly atWork: string;
}

export const peopleOffered: Status = {
  kind: 'notice',
  text: 'More than one person is in the picture. Another model tells them apart.',
  actions: [
    { id: PEOPLE, label: 'Tell them apart', primary: true },
    { id: 'no-people', label: 'Not now' },
  ],
};

/** Offers the model that tells people apart, once, where the camera sees several and nobody has chosen a model. */
export class PeopleOffer {
  #looks = 0;
  #made = false;

  /** @param ships whether this page has such a model */
  constructor(private readonly ships = offeredModels().some(({ id }) => id === PEOPLE)) {}

  /** @returns whether it is to be made now */
  framed({ crowd }: Pick<FrameReport, 'crowd'>, { controls, source, model, atWork }: Scene): boolean {
    if (crowd === null || this.#made || !this.ships) return false;
    const suits = controls && source === 'camera' && model === '' && atWork.startsWith('selfie');
    this.#looks = suits && crowd > 1 ? this.#looks + 1 : 0;
    if (this.#looks < LOOKS || declined()) return false;
    this.#made = true;
    return true;
  }

  /** It is not made again on this machine. */
  decline(): void {
    try {
      localStorage.setItem(KEY, 'no');
    } catch {
      // a page that may not keep anything makes it again with the next visit
    }
  }
}

function declined(): boolean {
  try {
    return localStorage.getItem(KEY) === 'no';
  } catch {
    return false;
  }
}
