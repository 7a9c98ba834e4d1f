import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { frameAt } from '../../../core/analysis/frame-index.ts';
import { Component } from '../../../elements/component.ts';

/**
 * Small pictures of the video from its beginning to its end. For the eye alone: the slider and the timeline do the same.
 * @tag pp-filmstrip
 */
@customElement('pp-filmstrip')
export class Filmstrip extends Component {
  static override readonly styles = css`
    :host {
      display: block;
      overflow: hidden;
      border-radius: 6px;
    }

    canvas {
      display: block;
      inline-size: 100%;
      block-size: 100%;
    }
  `;

  /** Of every frame, seconds. */
  @property({ attribute: false }) timestamps: Float64Array = new Float64Array();
  /** Seconds: where the last frame ends. */
  @property({ type: Number }) duration = 0;
  /** Width over height of a picture. */
  @property({ type: Number }) aspect = 16 / 9;
  @property({ attribute: false }) thumbnail: (index: number, height: number) => Promise<ImageBitmap | null> =
    async () => null;
  /** Pixels left and right of the pictures: they stand over what the chart below shows of them. */
  @property({ attribute: false }) edges = { left: 44, right: 0 };
  /** Another video: pictures are made anew. */
  @property() name = '';
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  #run = 0;
  #width = 0;
  readonly #resized = new ResizeObserver(() => {
    if (Math.abs(this.clientWidth - this.#width) > 8) void this.#draw();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#run += 1;
  }

  protected override render(): TemplateResult {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('name') || changed.has('timestamps') || changed.has('edges')) void this.#draw();
  }

  async #draw(): Promise<void> {
    const run = (this.#run += 1);
    const { canvas, timestamps, duration, aspect, edges } = this;
    this.#width = this.clientWidth;
    const height = this.clientHeight;
    const wide = this.#width - edges.left - edges.right;
    if (timestamps.length === 0 || wide < 40 || height < 8) return;
    const scale = Math.min(2, devicePixelRatio);
    canvas.width = this.#width * scale;
    canvas.height = height * scale;
    const context = canvas.getContext('2d');
    const count = Math.max(1, Math.round(wide / (height * aspect)));
    const start = timestamps[0] ?? 0;
    for (let place = 0; place < count; place += 1) {
      // by time, as the chart below: frames need not be equally far apart
      const index = frameAt(timestamps, start + ((place + 0.5) / count) * (duration - start));
      const picture = await this.thumbnail(index, Math.round(height * scale)).catch(() => null);
      if (run !== this.#run) return;
      if (!picture) continue;
      const left = edges.left + (place * wide) / count;
      const cell = wide / count;
      // covered, from the middle
      const cut = Math.min(picture.width, (cell / height) * picture.height);
      context?.drawImage(
        picture,
        (picture.width - cut) / 2,
        0,
        cut,
        picture.height,
        left * scale,
        0,
        cell * scale,
        height * scale,
      );
      picture.close();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-filmstrip': Filmstrip;
  }
}
