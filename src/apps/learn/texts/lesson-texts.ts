import type { StepId } from '../steps/step-ids.ts';

/** A word of the field, and what it means. */
export type Term = readonly [word: string, meaning: string];

export interface StepTexts {
  /** For the way through the steps. */
  readonly short: string;
  readonly title: string;
  /** Twenty words at most. */
  readonly say: string;
  /** In place of it where the picture is of people and not of a street. */
  readonly sayOfPeople?: string;
  readonly terms: readonly Term[];
}

export interface Texts {
  /** The language's own name. */
  readonly name: string;
  readonly steps: Readonly<Record<StepId, StepTexts>>;
  readonly lesson: string;
  readonly step: string;
  readonly back: string;
  readonly next: string;
  readonly less: string;
  readonly more: string;
  readonly again: string;
  readonly freeze: string;
  readonly goOn: string;
  readonly source: string;
  readonly street: string;
  readonly camera: string;
  readonly file: string;
  readonly language: string;
  readonly picture: string;
  readonly lens: string;
  readonly moveLens: string;
  readonly opening: string;
  readonly loading: string;
  readonly terms: string;
  readonly control: string;
  readonly numbers: string;
  readonly labels: string;
  readonly chances: string;
  readonly red: string;
  readonly green: string;
  readonly blue: string;
  readonly another: string;
  readonly oneLabel: string;
  readonly boxes: string;
  readonly pixels: string;
  readonly question: string;
  readonly cannotSayWhere: string;
  readonly cannotSayGap: string;
  readonly boxesHere: string;
  readonly gap: string;
  readonly noGap: string;
  readonly taken: string;
  readonly cutout: string;
  readonly freeRoad: string;
  readonly hidden: string;
  readonly leaks: string;
  readonly still: string;
  readonly semantic: string;
  readonly instance: string;
  readonly panoptic: string;
  readonly classes: string;
  readonly things: string;
  readonly parts: string;
  readonly depth: string;
  readonly depths: readonly [string, string, string, string];
  readonly map: string;
  readonly mapsOf: string;
  readonly field: string;
  readonly measure: string;
  readonly measuring: string;
  readonly sees: string;
  readonly seesAll: string;
  readonly atOnce: string;
  readonly oneByOne: string;
  readonly computed: string;
  readonly doubt: string;
  readonly confidence: string;
  readonly entropy: string;
  readonly edges: string;
  readonly raw: string;
  readonly refined: string;
  readonly split: string;
  readonly networks: string;
  readonly disagree: string;
  readonly says: string;
  readonly you: string;
  readonly start: string;
  readonly startUntimed: string;
  readonly paintWith: string;
  readonly brush: string;
  readonly brushes: readonly [string, string, string];
  readonly done: string;
  readonly seconds: string;
  readonly score: string;
  readonly network: string;
  readonly right: string;
  readonly wrong: string;
  readonly yourErrors: string;
  readonly itsErrors: string;
  readonly paintKeys: string;
  readonly needsStreet: string;
  readonly tooFew: string;
}
