import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { HealthLine } from '../log/health-lines.ts';
import { Component } from '../../../../elements/component.ts';
import { controls } from '../../../../elements/controls.styles.ts';
import { tokens } from '../../../../elements/tokens.ts';
import { guardCopied } from '../../../../elements/copied-text.ts';
import { amount, moment } from '../format.ts';
import { KINDS, kindOf, sentence, type EventKind } from '../words.ts';
import { part } from '../part.styles.ts';
import { styles } from './health-events.styles.ts';

/** Rows that are drawn at once. */
const PAGE = 100;
/** So many later ones stay in sight above a moment that was asked for. */
const ABOVE = 8;

/** Samples are what the curves are for. */
type Filter = EventKind | 'events';

/**
 * What happened, newest first, a page at a time: new lines move nothing but the newest page.
 * @tag pp-health-events
 */
@customElement('pp-health-events')
export class HealthEvents extends Component {
  static override readonly styles = [tokens, controls, part, styles];

  /** The oldest first. */
  @property({ attribute: false }) lines: readonly HealthLine[] = [];

  @state() private filter: Filter = 'events';
  /** How many lines, from the oldest on, are not newer than this page; null: the newest page, whatever comes. */
  @state() private end: number | null = null;
  @state() private marked: HealthLine | null = null;
  #shown: readonly HealthLine[] = [];

  /** Shows what was logged last at a moment. @param time milliseconds since the epoch */
  async go(time: number): Promise<void> {
    this.#select();
    const at = this.#shown.findLastIndex((line) => line.time <= time);
    const index = Math.max(0, at);
    this.end = index + 1 + ABOVE < this.#shown.length ? index + 1 + ABOVE : null;
    this.marked = this.#shown[index] ?? null;
    await this.updateComplete;
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
  }

  constructor() {
    super();
    this.addEventListener('copy', guardCopied);
  }

  protected override willUpdate(): void {
    this.#select();
  }

  protected override render(): TemplateResult {
    const count = this.#shown.length;
    const end = Math.min(this.end ?? count, count);
    const rows = this.#shown.slice(Math.max(0, end - PAGE), end).toReversed();
    const first = count - end + 1;
    return html`
      <header>
        <h2 id="events">Events</h2>
        <label class="field">
          Show
          <select @change=${this.#choose}>
            ${this.#choices().map(
              ({ value, label }) =>
                html`<option value=${value} .selected=${live(value === this.filter)}>${label}</option>`,
            )}
          </select>
        </label>
        <label class="field">Around <input type="datetime-local" step="60" @change=${this.#around} /></label>
      </header>
      <table>
        <caption class="unseen">
          Events of the unattended screen, newest first
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Kind</th>
            <th scope="col">What happened</th>
          </tr>
        </thead>
        <tbody>
          ${
            rows.length === 0
              ? html`<tr>
                  <td class="none" colspan="3">Nothing of this kind in this time.</td>
                </tr>`
              : rows.map((line) => this.#row(line))
          }
        </tbody>
      </table>
      <nav aria-label="Pages of events">
        <button class="button" type="button" aria-disabled=${end >= count} @click=${() => this.#turn(PAGE)}>
          Newer
        </button>
        <button class="button" type="button" aria-disabled=${end <= PAGE} @click=${() => this.#turn(-PAGE)}>
          Older
        </button>
        <span class="figures" role="status">
          ${count === 0 ? '' : `${amount(first)} to ${amount(first + rows.length - 1)} of ${amount(count)}`}
        </span>
      </nav>
    `;
  }

  #row(line: HealthLine): TemplateResult {
    const iso = new Date(line.time).toISOString();
    return html`
      <tr class=${kindOf(line)} aria-current=${this.#isMarked(line) ? 'true' : nothing}>
        <td class="figures"><time datetime=${iso} title=${iso}>${moment(line.time)}</time></td>
        <td><span class="kind">${KINDS[kindOf(line)]}</span></td>
        <td><bdi>${sentence(line)}</bdi></td>
      </tr>
    `;
  }

  /** Lines are read anew every few seconds. */
  #isMarked({ time, kind }: HealthLine): boolean {
    return this.marked?.time === time && this.marked.kind === kind;
  }

  #select(): void {
    const { filter, lines } = this;
    this.#shown = lines.filter((line) => (filter === 'events' ? line.kind !== 'sample' : kindOf(line) === filter));
  }

  #choices(): readonly { readonly value: Filter; readonly label: string }[] {
    const count = new Map<EventKind, number>();
    for (const line of this.lines) count.set(kindOf(line), (count.get(kindOf(line)) ?? 0) + 1);
    const samples = count.get('sample') ?? 0;
    return [
      { value: 'events', label: `All events (${amount(this.lines.length - samples)})` },
      ...(Object.keys(KINDS) as EventKind[]).map((kind) => ({
        value: kind,
        label: `${KINDS[kind]} (${amount(count.get(kind) ?? 0)})`,
      })),
    ];
  }

  #turn(by: number): void {
    const count = this.#shown.length;
    const end = (this.end ?? count) + by;
    if (by < 0 && end <= 0) return;
    this.end = end >= count ? null : end;
  }

  readonly #choose = ({ target }: Event): void => {
    this.filter = (target as HTMLSelectElement).value as Filter;
    this.end = null;
    this.marked = null;
  };

  readonly #around = ({ target }: Event): void => {
    const time = Date.parse((target as HTMLInputElement).value);
    // the whole minute that was asked for
    if (!Number.isNaN(time)) void this.go(time + 59_999);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-health-events': HealthEvents;
  }
}
