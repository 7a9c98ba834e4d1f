import { css, html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Component } from '../../elements/component.ts';

const styles = css`
  :host {
    display: block;
  }

  canvas {
    display: block;
    inline-size: 100%;
    border-radius: inherit;
  }

  :host([coarse]) canvas {
    image-rendering: pixelated;
  }
`;

/**
 * A small picture.
 * @tag pp-learn-thumb
 */
@customElement('pp-learn-thumb')
export class Thumb extends Component {
  static override readonly styles = [styles];

  @property({ attribute: false }) image: ImageData | null = null;
  /** Its pixels are to be seen. */
  @property({ type: Boolean, reflect: true }) coarse = false;

  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;

  protected override render(): TemplateResult {
    const { width, height } = this.image ?? { width: 16, height: 9 };
    return html`<canvas width=${width} height=${height} aria-hidden="true"></canvas>`;
  }

  protected override updated(): void {
    if (this.image) this.canvas?.getContext('2d')?.putImageData(this.image, 0, 0);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-learn-thumb': Thumb;
  }
}
