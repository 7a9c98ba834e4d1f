import type { Instance, Labelling } from '../../core/instances/instance.ts';
import type { Keep } from '../../core/instances/keep.ts';
import { nameOf } from '../../core/instances/name.ts';
import { hasThings, keepOf, labellingOf } from '../../core/instances/suited.ts';
import type { Probe } from '../../core/labels/probe.ts';
import type { ChosenView } from '../../core/view/view.ts';
import { conceals, isOverlay } from '../../core/view/overlay.ts';
import type { Player } from '../../live/player/player.ts';
import type { Pointed, Pointing } from '../controllers/pointing.ts';
import type { Figures } from './figures.ts';
import { VIEWED } from './settings.ts';
import type { ViewerHost } from './viewer-host.ts';

export interface KeepingParts {
  readonly player: Player;
  readonly pointing: Pointing;
  readonly figures: Figures;
}

/** What is told apart in the picture, and whom a view that hides the background leaves in front, as visitors choose. */
export class Keeping {
  /** Somebody is about to choose in the panel. */
  #attended = false;
  /** Things are looked for only for the sake of a choice. */
  #looks = false;

  constructor(
    private readonly viewer: ViewerHost,
    private readonly parts: KeepingParts,
  ) {}

  /** The view hides what lies behind things that may be told apart. */
  get hides(): boolean {
    const { model } = this.parts.player.info ?? {};
    const { overlay } = this.viewer;
    // whoever sets it may set any name
    return isOverlay(overlay) && conceals(overlay) && model !== undefined && hasThings(model);
  }

  /** What is told apart. */
  get labelling(): Labelling {
    const { info } = this.parts.player;
    return info ? labellingOf(this.viewer.labelling, info.model) : 'semantic';
  }

  get keep(): Keep {
    const { info } = this.parts.player;
    return info ? keepOf(this.viewer.keep, info.model) : 'all';
  }

  /** A sentence where nothing can be told apart; empty: something can, or it is not known yet. */
  get obstacle(): string {
    const { info } = this.parts.player;
    return info && !hasThings(info.model)
      ? 'This model has no class of things that could be counted, so there is nothing to tell apart.'
      : '';
  }

  /** In the picture; null: nothing is told apart. */
  get instances(): readonly Instance[] | null {
    const found = this.parts.figures.frame?.found?.instances ?? null;
    return this.labelling !== 'semantic' || this.hides ? found : null;
  }

  /** Tracks that are left in front; null: everyone. */
  get kept(): readonly number[] | null {
    const { keep } = this;
    if (keep === 'all') return null;
    return keep === 'nearest' ? (this.parts.player.presentation.kept ?? []) : keep;
  }

  /** Those who were chosen have other numbers now, if they are there at all: nobody is kept until somebody chooses again. */
  follow(): void {
    if (this.parts.player.presentation.strangers) this.viewer.keep = [];
  }

  /** Whether another view is to be shown, by what has changed of the element or by somebody who is about to choose. */
  changes(changed: ReadonlyMap<PropertyKey, unknown>): boolean {
    const looks = this.hides && (this.#attended || this.parts.pointing.pointed !== null);
    const otherwise = looks !== this.#looks;
    this.#looks = looks;
    return otherwise || VIEWED.some((name) => changed.has(name));
  }

  /** The view to show: while somebody is about to choose, things are looked for though none are drawn. */
  seen(view: ChosenView): ChosenView {
    return this.#looks && this.labelling === 'semantic' ? { ...view, labelling: 'instance' } : view;
  }

  /** A probe as it is said: things have names where they are told apart. */
  said(pointed: Pointed | null): Pointed | null {
    if (!pointed || this.labelling !== 'semantic' || this.hides) return pointed;
    const { thing: _thing, ...probe } = pointed.probe;
    return { ...pointed, probe };
  }

  /** What a click on what is pointed at does; empty: nothing. */
  note(probe: Probe | null): string {
    if (!this.hides || !probe?.thing) return '';
    return this.#isKept(nameOf(probe.thing)) ? 'Click to hide' : 'Hidden. Click to keep';
  }

  readonly attend = (attended: boolean): void => {
    if (attended === this.#attended) return;
    this.#attended = attended;
    this.viewer.requestUpdate();
  };

  readonly onClick = async (event: MouseEvent): Promise<void> => {
    if (!this.hides || !(event.target instanceof Element) || event.target.closest('button, a, input')) return;
    this.choose(await this.parts.pointing.at(event));
  };

  /** Leaves what lies there in front, or hides it. */
  choose(probe: Probe | null): void {
    if (!this.hides || !probe?.thing) return;
    const name = nameOf(probe.thing);
    this.set(name, !this.#isKept(name));
  }

  set(track: number, kept: boolean): void {
    const before = this.kept ?? (this.instances ?? []).map(nameOf);
    const others = before.filter((each) => each !== track);
    this.viewer.keep = kept ? [...others, track] : others;
  }

  #isKept(track: number): boolean {
    return this.kept?.includes(track) ?? true;
  }
}
