import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Component } from '../../../elements/component.ts';

/** Pixels. */
const HEIGHT = 96;

/**
 * A small picture of a frame of the video. For the eye alone.
 * @tag pp-still
 */
@customElement('pp-still')
export class Still extends Component {
  static override readonly styles = css`
    :host {
      display: block;
      overflow: hidden;
    }

    canvas {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
  `;

  @property({ type: Number }) index = 0;
  /** Another video: the picture is made anew. */
  @property() video = '';
  @property({ attribute: false }) thumbnail: (index: number, height: number) => Promise<ImageBitmap | null> =
    async () => null;
  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  #drawn = '';

  protected override render(): TemplateResult {
    return html`<canvas width="160" height=${HEIGHT} aria-hidden="true"></canvas>`;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const wanted = `${this.index} ${this.video}`;
    if (wanted !== this.#drawn) void this.#draw(wanted);
  }

  async #draw(wanted: string): Promise<void> {
    this.#drawn = wanted;
    const picture = await this.thumbnail(this.index, HEIGHT).catch(() => null);
    if (!picture) {
      // the video may be about to be open
      if (this.#drawn === wanted) this.#drawn = '';
      return;
    }
    if (this.#drawn !== wanted) return picture.close();
    this.canvas.width = picture.width;
    this.canvas.height = picture.height;
    this.canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-still': Still;
  }
}
