import { backgroundOf, type Background, type PlainBackground } from '../background/background.ts';
import type { Labelling } from '../instances/instance.ts';
import { chooses, type Keep } from '../instances/keep.ts';
import { keepOf, labellingOf, type Telling } from '../instances/suited.ts';
import { conceals, type Shown } from './overlay.ts';

export interface View {
  readonly overlay: Shown;
  /** 0 (picture only) to 1 (labels only). */
  readonly opacity: number;
  readonly mirrored: boolean;
  /** How often a pixel has to be right so as not to be hatched, 0 to 1, by its confidence; 0: none is hatched. */
  readonly doubt: number;
  /** Share of the picture's width, as shown, left of which the argmax alone is drawn and right of it what refinement made of it; null: no split. */
  readonly split: number | null;
  /** What is coloured: classes, things each in a shade of its own, or both. */
  readonly labelling: Labelling;
  /** Whom a view that hides the background leaves in front. */
  readonly keep: Keep;
  /** What lies behind, where the overlay shows it; null: what the overlay shows by itself. */
  readonly background: Background | null;
  /** How much of another background's light falls on the edges of whoever is in front, 0 to 1. */
  readonly lightWrap: number;
  /** Counts up with each view that is chosen; 0: before the first one. */
  readonly revision: number;
}

/** A view as it is chosen, whichever model labels: an empty labelling and a `keep` that is null are what suits the model. */
export interface ChosenView extends Omit<View, 'labelling' | 'keep' | 'revision'> {
  readonly labelling: Labelling | '';
  readonly keep: Keep | null;
}

/** A view as a worker is given it. */
export interface SentView extends ChosenView, Pick<View, 'revision'> {}

export const DEFAULT_VIEW: View = {
  overlay: 'labels',
  opacity: 0.5,
  mirrored: false,
  doubt: 0,
  split: null,
  labelling: 'semantic',
  keep: 'all',
  background: null,
  lightWrap: 0,
  revision: 0,
};

/** Before anybody has said what may be seen. */
export const WITHHELD: SentView = { ...DEFAULT_VIEW, overlay: 'withheld', labelling: '', keep: null };

/** The view that a choice is with this model. */
export function viewOf(chosen: SentView, model: Telling): View {
  return { ...chosen, labelling: labellingOf(chosen.labelling, model), keep: keepOf(chosen.keep, model) };
}

/** Some are left in front, and the others are hidden with what lies behind. */
export function hidesSome({ overlay, keep }: Pick<View, 'overlay' | 'keep'>): boolean {
  return overlay !== 'withheld' && conceals(overlay) && chooses(keep);
}

/** What is put in place of the background, or made of it. */
export function shownBackground({ overlay, background }: Pick<View, 'overlay' | 'background'>): Background | null {
  return overlay === 'blur' || overlay === 'replace' || overlay === 'cutout' ? backgroundOf(overlay, background) : null;
}

/** How the background is blurred; null: it is not. */
export function blurIn(view: Pick<View, 'overlay' | 'background'>): Blurring | null {
  const shown = shownBackground(view);
  return shown?.kind === 'blur' || shown?.kind === 'bokeh' ? shown : null;
}

type Blurring = Extract<PlainBackground, { readonly kind: 'blur' | 'bokeh' }>;

/** It takes things told apart to draw it. */
export function wantsThings(view: Pick<View, 'overlay' | 'keep' | 'labelling'>): boolean {
  return view.labelling !== 'semantic' || hidesSome(view);
}

/** What is on a worker's canvas. */
export interface Drawing {
  readonly overlay: Shown;
  /** Of the view that it was drawn with: there is nothing of a later one on the canvas. */
  readonly revision: number;
  /** Tracks that a view which hides the background left in front; null: it hid nobody of them. */
  readonly kept: readonly number[] | null;
}

/** A canvas on which nothing has been drawn. */
export const BLANK: Drawing = { overlay: 'withheld', revision: 0, kept: null };
