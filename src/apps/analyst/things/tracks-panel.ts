import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { shadeOf } from '../../../core/instances/shade.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { percent } from '../../../elements/format.ts';
import { tokens } from '../../../elements/tokens.ts';
import { timecode } from '../format.ts';
import { panel } from '../panels/panel.styles.ts';
import type { LiveTrack } from './live-things.ts';
import { FIRST_ORDER, lasting, ordered, pressed, type TrackColumn } from './track-order.ts';
import { styles } from './tracks.styles.ts';
import { rowsInSight, type RowsInSight } from './rows-in-sight.ts';

interface Head {
  readonly by: TrackColumn;
  readonly text: string;
  readonly title: string;
  readonly className: string;
}

const HEADS: readonly Head[] = [
  { by: 'track', text: 'no.', title: 'Number of the thing', className: 'number' },
  { by: 'class', text: 'class', title: 'Class', className: 'class' },
  { by: 'from', text: 'from', title: 'First seen', className: 'time' },
  { by: 'to', text: 'to', title: 'Last seen', className: 'time' },
  { by: 'duration', text: 'for', title: 'From first to last seen', className: 'time lasting' },
  { by: 'largest', text: 'largest', title: 'Largest share of the picture', className: 'share' },
];

/** Columns that are shown however little room there is: a cell over more would make a column of its own. */
const ALWAYS = HEADS.length - 1;

/**
 * Every thing that was followed: its number in its colour, class, from when to when, and how large it was at most. A click, or Enter,
 * goes to its first frame and shows where it is. Of thousands, the rows in sight are drawn.
 * @tag pp-tracks
 */
@customElement('pp-tracks')
export class TracksPanel extends Component {
  static override readonly styles = [tokens, controls, panel, styles];

  /** By number. null: none are followed. */
  @property({ attribute: false }) tracks: readonly LiveTrack[] | null = null;
  @property({ attribute: false }) classes: readonly ModelClass[] = [];
  /** The number of the one that is shown; 0: none. */
  @property({ type: Number }) selected = 0;
  /** The analysis goes on. */
  @property({ type: Boolean }) growing = false;
  /** null: none any more. */
  @property({ attribute: false }) onPick: (track: LiveTrack | null) => void = () => undefined;

  @state() private order = FIRST_ORDER;
  /** Its place in the order: where the arrow keys are. */
  @state() private active = 0;
  @state() private sight: RowsInSight = { first: 0, last: 0 };
  @query('.scroll') private readonly view!: HTMLElement | null;
  #rows: readonly LiveTrack[] = [];
  #rowHeight = 28;
  #focus = false;

  protected override willUpdate(changed: PropertyValues<this> & Map<'order', unknown>): void {
    if (changed.has('tracks') || changed.has('classes') || changed.has('order')) {
      const names = this.classes.map(({ name }) => name);
      this.#rows = ordered(this.tracks ?? [], this.order, names);
    }
    this.active = Math.max(0, Math.min(this.active, this.#rows.length - 1));
    this.sight = this.#inSight();
  }

  protected override render(): TemplateResult | typeof nothing {
    const count = this.#rows.length;
    if (!this.tracks) return nothing;
    return html`
      <h2 id="title">Tracks</h2>
      ${count === 0 ? html`<p>${this.growing ? 'Nothing has been followed so far.' : 'Nothing was followed in this video.'}</p>` : this.#table(count)}
    `;
  }

  protected override updated(): void {
    const { view: scroll } = this;
    if (!scroll) return;
    const row = scroll.querySelector<HTMLElement>('tbody tr:not(.space)');
    const height = row?.offsetHeight ?? 0;
    if (height > 0 && height !== this.#rowHeight) {
      this.#rowHeight = height;
      this.requestUpdate();
    }
    // the page's policy allows no style attributes
    const [above, below] = scroll.querySelectorAll<HTMLElement>('.space td');
    if (above) above.style.height = `${this.sight.first * this.#rowHeight}px`;
    if (below) below.style.height = `${(this.#rows.length - this.sight.last) * this.#rowHeight}px`;
    if (this.#focus) {
      this.#focus = false;
      scroll.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus({ preventScroll: true });
    }
  }

  #table(count: number): TemplateResult {
    const { first, last } = this.sight;
    const hours = this.#rows.some((track) => track.last >= 3600);
    return html`
      <p>${count.toLocaleString('en')} ${count === 1 ? 'thing' : 'things'} followed</p>
      <div class="frame">
        <div class="scroll" @scroll=${() => (this.sight = this.#inSight())}>
          <table class=${hours ? 'hours' : ''} role="grid" aria-labelledby="title" aria-rowcount=${count + 1}>
            <thead>
              <tr aria-rowindex="1">
                ${HEADS.map((head) => this.#head(head))}
              </tr>
            </thead>
            <tbody @keydown=${this.#key}>
              <tr class="space" aria-hidden="true">
                <td colspan=${ALWAYS}></td>
              </tr>
              ${repeat(
                this.#rows.slice(first, last),
                ({ track }) => track,
                (track, place) => this.#row(track, first + place),
              )}
              <tr class="space" aria-hidden="true">
                <td colspan=${ALWAYS}></td>
              </tr>
            </tbody>
          </table>
        </div>
      </div>
    `;
  }

  #head({ by, text, title, className }: Head): TemplateResult {
    const { order } = this;
    const sort = order.by !== by ? 'none' : order.down ? 'descending' : 'ascending';
    return html`<th scope="col" class=${className} aria-sort=${sort}>
      <button type="button" title=${title} @click=${() => (this.order = pressed(order, by))}>${text}</button>
    </th>`;
  }

  #row(track: LiveTrack, place: number): TemplateResult {
    const { name = '', colour = '#888888' } = this.classes[track.classId] ?? {};
    return html`
      <tr
        tabindex=${place === this.active ? 0 : -1}
        aria-rowindex=${place + 2}
        aria-selected=${track.track === this.selected}
        @click=${() => this.#pick(place)}
      >
        <td class="number">
          <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
            <rect width="12" height="12" rx="3" fill=${shadeOf(colour, track.track)} />
          </svg>
          ${track.track}
        </td>
        <td class="class" title=${name}><bdi>${name}</bdi></td>
        <td class="time">${timecode(track.first)}</td>
        <td class="time">${timecode(track.last)}</td>
        <td class="time lasting">${lasting(track).toFixed(2)} s</td>
        <td class="share">${percent(track.largest)}</td>
      </tr>
    `;
  }

  #pick(place: number): void {
    const track = this.#rows[place];
    this.active = place;
    if (track) this.onPick(track);
  }

  #key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((this.view?.clientHeight ?? 0) / this.#rowHeight) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (by !== undefined) this.#go(this.active + by);
    else if (event.key === 'Enter' || event.key === ' ') this.#pick(this.active);
    else if (event.key === 'Escape') this.onPick(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #go(place: number): void {
    this.active = Math.max(0, Math.min(this.#rows.length - 1, place));
    this.#focus = true;
    const { view: scroll } = this;
    if (!scroll) return;
    const head = scroll.querySelector('thead')?.clientHeight ?? 0;
    const top = this.active * this.#rowHeight;
    const most = top - (scroll.clientHeight - head) + this.#rowHeight;
    scroll.scrollTop = Math.max(most, Math.min(scroll.scrollTop, top));
    this.sight = this.#inSight();
  }

  #inSight(): RowsInSight {
    const { scrollTop = 0, clientHeight = 0 } = this.view ?? {};
    return rowsInSight({ scrollTop, height: clientHeight, row: this.#rowHeight, count: this.#rows.length });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-tracks': TracksPanel;
  }
}
