import type { Place } from '../lens/lens.ts';
import type { Labelled } from '../subject/specimen.ts';
import { stroke } from './brush.ts';
import { errorsOf, scoreOf, UNPAINTED, type Score } from './scoring.ts';

/** Seconds that there are to paint in. */
export const MINUTE = 60;
/** Radii, pixels of the picture. */
export const RADII = [5, 14, 34] as const;

type Phase = 'ready' | 'painting' | 'scored';

/** One frozen frame of the street, labelled by hand and scored against its exact labels, beside the network. */
export class Game {
  phase: Phase = 'ready';
  /** null: there is no clock. */
  left: number | null = null;
  classId = 0;
  radius: number = RADII[1];
  labelled: Labelled | null = null;
  labels = new Uint8Array();
  yours: Score | null = null;
  its: Score | null = null;
  yourErrors = new Uint8Array();
  itsErrors = new Uint8Array();
  #truth = new Uint8Array();
  #timer = 0;
  #at: Place | null = null;

  constructor(private readonly onChange: () => void) {}

  /** @returns whether there are exact labels to be scored against */
  begin(labelled: Labelled, timed: boolean): boolean {
    const truth = exactOf(labelled);
    if (!truth) return false;
    this.stop();
    const { width, height } = labelled.specimen;
    this.#truth = truth;
    this.labelled = labelled;
    this.labels = new Uint8Array(width * height).fill(UNPAINTED);
    this.classId = labelled.model.classes.find(({ name }) => name === 'road')?.id ?? 0;
    this.phase = 'painting';
    this.left = timed ? MINUTE : null;
    if (timed) this.#timer = window.setInterval(() => this.#tick(), 1000);
    this.onChange();
    return true;
  }

  /** The brush is put down. */
  touch(place: Place): void {
    this.#at = place;
    this.#paint(place, place);
  }

  /** The brush moves while it is down. */
  drag(place: Place): void {
    if (this.#at) this.#paint(this.#at, place);
    this.#at = place;
  }

  lift(): void {
    this.#at = null;
  }

  choose(classId: number): void {
    this.classId = classId;
    this.onChange();
  }

  size(radius: number): void {
    this.radius = radius;
    this.onChange();
  }

  finish(): void {
    if (this.phase !== 'painting' || !this.labelled) return;
    clearInterval(this.#timer);
    const { specimen, model, maps } = this.labelled;
    const classes = model.classes.length;
    this.yours = scoreOf(this.labels, this.#truth, specimen, classes);
    this.its = scoreOf(maps.labelMap, this.#truth, specimen, classes);
    this.yourErrors = errorsOf(this.labels, this.#truth);
    this.itsErrors = errorsOf(maps.labelMap, this.#truth);
    this.phase = 'scored';
    this.onChange();
  }

  /** As if nobody had played. Twice is harmless. */
  stop(): void {
    clearInterval(this.#timer);
    this.phase = 'ready';
    this.left = null;
    this.labelled = null;
    this.#at = null;
  }

  #paint(from: Place, to: Place): void {
    if (this.phase !== 'painting' || !this.labelled) return;
    stroke(this.labels, this.labelled.specimen, { from, to, radius: this.radius }, this.classId);
    this.onChange();
  }

  #tick(): void {
    this.left = Math.max(0, (this.left ?? 0) - 1);
    if (this.left === 0) this.finish();
    else this.onChange();
  }
}

/** The exact labels in the model's numbering; null where the picture has none. */
function exactOf({ specimen: { truth }, model }: Labelled): Uint8Array<ArrayBuffer> | null {
  if (!truth) return null;
  const ids = Uint8Array.from(
    truth.classes,
    (name) => model.classes.find((each) => each.name === name)?.id ?? UNPAINTED,
  );
  // a model of people cannot be told what a street consists of
  if (ids.every((id) => id === UNPAINTED)) return null;
  return Uint8Array.from(truth.labels, (label) => ids[label] ?? UNPAINTED);
}
