import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { tokens } from '../../../elements/tokens.ts';
import { timecode } from '../format.ts';

/** Pixels. */
const HEIGHT = 90;

/**
 * The frame that is pointed at: a small picture, its time and number. For the eye alone.
 * @tag pp-preview
 */
@customElement('pp-preview')
export class Preview extends Component {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--_space-1);
        max-inline-size: 100%;
        padding: var(--_space-1);
        text-align: center;
        pointer-events: none;
        background: var(--_raised);
        border: 1px solid var(--_line);
        border-radius: var(--_radius-s);
        box-shadow: var(--_shadow-float);
      }

      canvas {
        display: block;
        max-inline-size: 200px;
        block-size: ${HEIGHT}px;
        margin-inline: auto;
        border-radius: var(--_radius-xs);
      }

      .caption {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  @property({ type: Number }) index = 0;
  /** Seconds. */
  @property({ type: Number }) time = 0;
  /** What else is known of the place that is pointed at. */
  @property() note = '';
  @property({ attribute: false }) thumbnail: (index: number, height: number) => Promise<ImageBitmap | null> =
    async () => null;
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  #pending = false;

  protected override render(): TemplateResult {
    return html`
      <canvas width="160" height=${HEIGHT}></canvas>
      <span class="caption figures">${timecode(this.time)} · frame ${this.index}</span>
      ${this.note ? html`<span class="caption figures">${this.note}</span>` : nothing}
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('index')) void this.#draw();
  }

  /** One picture at a time; the newest place is drawn in the end. */
  async #draw(): Promise<void> {
    if (this.#pending) return;
    this.#pending = true;
    const { index } = this;
    const picture = await this.thumbnail(index, HEIGHT * Math.min(2, devicePixelRatio)).catch(() => null);
    this.#pending = false;
    if (picture) {
      this.canvas.width = picture.width;
      this.canvas.height = picture.height;
      this.canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    }
    if (this.isConnected && this.index !== index) void this.#draw();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-preview': Preview;
  }
}
