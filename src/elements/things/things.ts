import { html, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { LABELLINGS, type Instance, type Labelling } from '../../core/instances/instance.ts';
import type { Keep } from '../../core/instances/keep.ts';
import { nameOf } from '../../core/instances/name.ts';
import { shadeOf } from '../../core/instances/shade.ts';
import type { ModelClass } from '../../core/manifest/manifest.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { customElement } from '../custom-element.ts';
import { request } from '../events.ts';
import { percent } from '../format.ts';
import { keys } from '../keys.styles.ts';
import { swatches } from '../swatches.styles.ts';
import { tokens } from '../tokens.ts';
import { styles } from './things.styles.ts';

const LABELLING_WORDS: Readonly<Record<Labelling, readonly [label: string, hint: string]>> = {
  semantic: ['Semantic', 'Each class in its colour'],
  instance: ['Instance', 'Each thing in a shade of its own, and nothing else'],
  panoptic: ['Panoptic', 'Each thing in a shade of its own, and all else in its class’s colour'],
};

/** Whom a view leaves in front. */
type Whom = 'all' | 'nearest' | 'chosen';
const WHOM: Readonly<Record<Whom, readonly [label: string, hint: string]>> = {
  all: ['Everyone', 'Everyone stays in front'],
  nearest: ['Nearest', 'Who takes up most of the picture stays in front'],
  chosen: ['Chosen', 'Those who are ticked stay in front'],
};

/** So many are listed: of more, those that take up most of the picture. */
const MOST_LISTED = 24;

/**
 * What labels tell apart, and whom a view that hides the background leaves in front. It only requests: what it shows changes when
 * its properties do.
 * @tag pp-things
 * @fires pp-request-labelling - detail `{ labelling }`
 * @fires pp-request-keep - detail `{ keep }`: `all`, `nearest`, or tracks
 * @fires pp-request-kept - detail `{ track, kept }`: one of them is to be left in front or not
 * @csspart heading - a panel's heading
 * @csspart key - a key of a choice
 * @csspart list - those in view
 */
@customElement('pp-things')
export class ThingsPanel extends Component {
  static override readonly styles = [tokens, controls, keys, swatches, styles];

  @property({ attribute: false }) classes: readonly ModelClass[] = [];
  /** What is told apart now. */
  @property({ attribute: false }) labelling: Labelling = 'semantic';
  /** A sentence in place of the switch where nothing can be told apart; empty: something can. */
  @property() obstacle = '';
  /** In the picture; null: nothing is told apart. */
  @property({ attribute: false }) instances: readonly Instance[] | null = null;
  /** Pixels of the frame. */
  @property({ type: Number }) pixels = 1;
  /** The view hides the background. */
  @property({ type: Boolean }) hides = false;
  @property({ attribute: false }) keep: Keep = 'all';
  /** Tracks that are left in front; null: everyone. */
  @property({ attribute: false }) kept: readonly number[] | null = null;

  protected override render(): TemplateResult {
    return html`
      <section aria-labelledby="title">
        <h2 id="title" part="heading">Tell apart</h2>
        ${this.obstacle ? html`<p class="note">${this.obstacle}</p>` : this.#switch()}
        ${!this.obstacle && this.hides ? this.#whom() : nothing}
      </section>
    `;
  }

  #switch(): TemplateResult {
    return choice('labelling', 'Labelling', LABELLINGS, LABELLING_WORDS, this.labelling, (labelling) =>
      this.#send(() => request(this, 'pp-request-labelling', { labelling })),
    );
  }

  #whom(): TemplateResult {
    const whom = typeof this.keep === 'string' ? this.keep : 'chosen';
    return html`
      ${choice('keep', 'Who stays in front', ['all', 'nearest', 'chosen'] as const, WHOM, whom, (wanted) =>
        this.#send(() =>
          request(this, 'pp-request-keep', { keep: wanted === 'chosen' ? (this.kept ?? this.#inView()) : wanted }),
        ),
      )}
      ${whom === 'all' ? nothing : this.#list()}
    `;
  }

  #list(): TemplateResult {
    const listed = this.#listed();
    const nobody = listed.length === 0;
    return html`
      <ul part="list" aria-label="In view" ?hidden=${nobody}>
        ${repeat(listed, nameOf, (each) => this.#item(each))}
      </ul>
      <p class="note" role=${nobody ? 'status' : nothing}>
        ${nobody ? 'Nobody is in view: everything is hidden.' : 'Or click them in the picture.'}
      </p>
    `;
  }

  #item(instance: Instance): TemplateResult {
    const { classId, area } = instance;
    const track = nameOf(instance);
    const { name = '', colour = '#808080' } = this.classes[classId] ?? {};
    const kept = this.kept?.includes(track) ?? true;
    return html`
      <li class=${kept ? '' : 'hidden'}>
        <label>
          <input
            type="checkbox"
            .checked=${live(kept)}
            @change=${() => this.#send(() => request(this, 'pp-request-kept', { track, kept: !kept }))}
          />
          ${swatch(shadeOf(colour, track))}
          <span class="name"><bdi>${name}</bdi> ${track}</span>
          <span class="figures">${percent(area / this.pixels)}</span>
        </label>
      </li>
    `;
  }

  #inView(): number[] {
    return (this.instances ?? []).map(nameOf);
  }

  /** In the order of their numbers, which stays. */
  #listed(): Instance[] {
    const most = (this.instances ?? []).toSorted((a, b) => b.area - a.area).slice(0, MOST_LISTED);
    return most.sort((a, b) => nameOf(a) - nameOf(b));
  }

  /** Requests, and shows what is confirmed. */
  #send(send: () => void): void {
    send();
    this.requestUpdate();
  }
}

function choice<T extends string>(
  name: string,
  label: string,
  values: readonly T[],
  words: Readonly<Record<T, readonly [label: string, hint: string]>>,
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  return html`
    <div class="keys" role="radiogroup" aria-label=${label}>
      ${values.map(
        (value) => html`
          <label class="key" part="key" title=${words[value][1]}>
            <input
              type="radio"
              name=${name}
              value=${value}
              .checked=${live(value === chosen)}
              @change=${() => choose(value)}
            />
            <span>${words[value][0]}</span>
          </label>
        `,
      )}
    </div>
  `;
}

function swatch(colour: string): TemplateResult {
  return html`<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
    ${svg`<rect x="0.5" y="0.5" width="11" height="11" rx="3" fill=${colour} />`}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-things': ThingsPanel;
  }
}
