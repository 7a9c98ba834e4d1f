import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { nameOf } from '../../../core/instances/name.ts';
import type { AnalysisProbe } from '../../../protocol/video.ts';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import type { Size } from '../../../core/geometry/fit.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { percent } from '../../../elements/format.ts';
import { localPoint } from '../../../elements/local-point.ts';
import { tokens } from '../../../elements/tokens.ts';
import { pictureBox, type PictureBox } from '../../../elements/per-pixel/picture-box.ts';
import type { Mark } from '../things/mark.ts';
import { styles } from './screen.styles.ts';

/**
 * The shown frame, or two pictures of it side by side, and what the pixel under the pointer is. With the keyboard a cross is
 * moved by Alt and the arrow keys.
 * @tag pp-screen
 * @slot - what lies over the picture
 */
@customElement('pp-screen')
export class Screen extends Component {
  static override readonly styles = [tokens, controls, styles];

  /** One or two. */
  @property({ attribute: false }) canvases: readonly HTMLCanvasElement[] = [];
  /** A word over each, where there are two. */
  @property({ attribute: false }) captions: readonly string[] = [];
  @property({ attribute: false }) classes: readonly (readonly ModelClass[])[] = [];
  @property({ attribute: false }) probe: (x: number, y: number, side: number) => Promise<AnalysisProbe | null> =
    async () => null;
  /** Of the shown frame; null before the first one. */
  @property({ attribute: false }) size: Size | null = null;
  /** Counts up with each shown frame. */
  @property({ type: Number }) revision = 0;
  /** A thing that is pointed out; null: none. */
  @property({ attribute: false }) marked: Mark | null = null;

  @state() private found: AnalysisProbe | null = null;
  @query('.bubble') private readonly bubble!: HTMLElement | null;
  #point: { x: number; y: number; side: number } | null = null;
  #pending = false;

  protected override render(): TemplateResult {
    return html`
      <div
        class="pictures ${this.canvases.length > 1 ? 'two' : ''}"
        tabindex="0"
        role="img"
        aria-label="The shown frame with its labels. Alt and the arrow keys move a cross that names the class below it."
        @keydown=${this.#key}
      >
        ${this.canvases.map(
          (canvas, side) => html`
            <figure
              @pointermove=${(event: PointerEvent) => this.#move(event, canvas, side)}
              @pointerleave=${() => this.#leave()}
            >
              ${canvas} ${this.canvases.length > 1 ? html`<figcaption>${this.captions[side]}</figcaption>` : nothing}
            </figure>
          `,
        )}
      </div>
      ${this.#mark()} ${this.#bubble()}
      <slot></slot>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('revision') && this.#point) void this.#probe();
    this.#place();
    this.#placeMark();
  }

  #bubble(): TemplateResult | typeof nothing {
    const { found } = this;
    if (!found) return nothing;
    const colour = this.classes[this.#point?.side ?? 0]?.[found.classId]?.colour ?? '#888888';
    return html`
      <div class="bubble" role="status">
        <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
          <rect width="12" height="12" rx="3" fill=${colour} />
        </svg>
        <strong><bdi>${found.name}</bdi>${found.instance ? ` ${nameOf(found.instance)}` : ''}</strong>
        <span>confidence</span><b>${found.confidence === null ? '–' : percent(found.confidence)}</b>
        <span>of the picture</span><b>${percent(found.share)}</b> <span>region</span
        ><b>${found.region.toLocaleString('en')} px</b>
        ${
          found.instance
            ? html`<span>of which this one</span><b>${percent(found.instance.area / this.#pixels)}</b> <span>score</span
                ><b>${percent(found.instance.score)}</b>`
            : nothing
        }
      </div>
      <svg class="cross" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 1v7m0 4v7M1 10h7m4 0h7" /></svg>
    `;
  }

  #mark(): TemplateResult | typeof nothing {
    const { marked } = this;
    if (!marked) return nothing;
    return html`
      <svg class="marked" aria-hidden="true"><rect rx="4" stroke=${marked.colour} /></svg>
      <span class="marked name" role="status"><bdi>${marked.text}</bdi></span>
    `;
  }

  /** Puts a frame round the thing that is pointed out. */
  #placeMark(): void {
    const { marked, size } = this;
    const [canvas] = this.canvases;
    const rect = this.renderRoot.querySelector('svg.marked rect');
    const name = this.renderRoot.querySelector<HTMLElement>('.marked.name');
    if (!marked || !size || !canvas || !rect || !name) return;
    const { offsetLeft = 0, offsetTop = 0 } = canvas.parentElement ?? {};
    const box = this.#box(canvas);
    const [sx, sy] = [box.width / size.width, box.height / size.height];
    const [x, y] = [offsetLeft + box.left + marked.box.x * sx, offsetTop + box.top + marked.box.y * sy];
    const place = { x, y, width: marked.box.width * sx, height: marked.box.height * sy };
    for (const [key, value] of Object.entries(place)) rect.setAttribute(key, value.toFixed(1));
    const most = this.clientWidth - name.offsetWidth - 4;
    name.style.translate = `${Math.max(4, Math.min(most, x))}px ${Math.max(4, y - name.offsetHeight - 3)}px`;
  }

  /** Of the shown frame. */
  get #pixels(): number {
    const { width, height } = this.size ?? { width: 1, height: 1 };
    return width * height;
  }

  #move(event: PointerEvent, canvas: HTMLCanvasElement, side: number): void {
    const point = canvas.parentElement && localPoint(canvas.parentElement, event);
    if (!point) return this.#leave();
    const box = this.#box(canvas);
    const [x, y] = [(point.x - box.left) / box.width, (point.y - box.top) / box.height];
    if (x < 0 || x >= 1 || y < 0 || y >= 1) return this.#leave();
    this.#point = { x, y, side };
    this.#place();
    void this.#probe();
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === 'Escape') return this.#leave();
    if (!event.altKey || !step) return;
    event.preventDefault();
    event.stopPropagation();
    const { x, y, side } = this.#point ?? { x: 0.5, y: 0.5, side: 0 };
    const within = (value: number): number => Math.min(0.999, Math.max(0, value));
    this.#point = { x: within(x + (step[0] ?? 0) * 0.02), y: within(y + (step[1] ?? 0) * 0.02), side };
    void this.#probe();
  }

  /** Where the picture lies in its canvas, which it is fitted into. */
  #box({ clientWidth: width, clientHeight: height }: HTMLCanvasElement): PictureBox {
    return pictureBox({ width, height }, this.size ?? { width: 16, height: 9 });
  }

  #leave(): void {
    this.#point = null;
    this.found = null;
  }

  /** One probe at a time; the newest point is probed in the end. */
  async #probe(): Promise<void> {
    if (this.#pending || !this.#point) return;
    this.#pending = true;
    const point = this.#point;
    const found = await this.probe(point.x, point.y, point.side).catch(() => null);
    this.#pending = false;
    this.found = this.#point ? found : null;
    if (this.#point && this.#point !== point) await this.#probe();
  }

  #place(): void {
    const canvas = this.canvases[this.#point?.side ?? 0];
    const cross = this.renderRoot.querySelector<SVGElement>('.cross');
    if (!canvas || !this.#point || !this.bubble || !cross) return;
    const { offsetLeft = 0, offsetTop = 0 } = canvas.parentElement ?? {};
    const [box, own] = [this.#box(canvas), { width: this.clientWidth, height: this.clientHeight }];
    const [x, y] = [
      offsetLeft + box.left + this.#point.x * box.width,
      offsetTop + box.top + this.#point.y * box.height,
    ];
    cross.style.translate = `${x}px ${y}px`;
    const { offsetWidth: wide, offsetHeight: high } = this.bubble;
    const left = x + 16 + wide > own.width ? x - 16 - wide : x + 16;
    const top = Math.max(4, Math.min(own.height - high - 4, y + 16 + high > own.height ? y - 16 - high : y + 16));
    this.bubble.style.translate = `${left}px ${top}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-screen': Screen;
  }
}
