import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { DepthMaps } from '../../protocol/maps.ts';
import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Choices } from './choices.ts';
import type { FieldMeasure } from './measure/field-measure.ts';
import type { Game } from './game/game.ts';
import type { Place } from './lens/lens.ts';
import type { Labelled, Specimen } from './subject/specimen.ts';
import type { Texts } from './texts/lesson-texts.ts';
import type { Language } from './texts/texts.ts';

/** What a step sees of the page, and what it may change. */
export interface LearnHost {
  readonly language: Language;
  readonly texts: Texts;
  readonly choices: Readonly<Choices>;
  /** The pixel that is looked at. */
  readonly place: Place;
  /** Share of the picture's width that is shown raw. */
  readonly split: number;
  /** The map that is shown large, of those of its depth. */
  readonly map: number;
  readonly field: FieldMeasure;
  readonly game: Game;
  choose(choice: Partial<Choices>): void;
  setPlace(place: Place): void;
  setSplit(split: number): void;
  setMap(map: number): void;
  nameOf(classId: number): string;
  percent(share: number, digits?: number): string;
  number(value: number): string;
  /** What another network says of the picture. @param model a bundled id */
  opinion(model: string): Labelled | null;
  /** What the network computes on its way; null: not yet. */
  maps(): readonly DepthMaps[] | null;
  /** Another doubtful place under the lens. */
  wander(): void;
  freeze(): void;
  /** Measures what the pixel that is looked at sees. */
  measure(): void;
  tell(error: PerPixelError): void;
}

/** What a step shows of a labelled picture. */
export interface StepView {
  /** The one control. */
  control(host: LearnHost): TemplateResult;
  /** Beside the picture: figures, lens. */
  aside(host: LearnHost, labelled: Labelled): TemplateResult;
  /** The picture as it is shown, into words of the specimen's size that hold the plain picture. */
  paint(host: LearnHost, labelled: Labelled, words: Uint32Array): void;
  /** Lines and words over the picture, in its pixels. */
  marks(host: LearnHost, labelled: Labelled): SVGTemplateResult;
  /** What another press on the large button in the middle does; null: it holds the picture still. */
  readonly act: { label(host: LearnHost): string; run(host: LearnHost): void } | null;
}

export type { Specimen };
