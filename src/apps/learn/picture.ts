import { css, html, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Component } from '../../elements/component.ts';
import { controls } from '../../elements/controls.styles.ts';
import { tokens } from '../../elements/tokens.ts';
import { inside, type Place } from './lens/lens.ts';

/** A pixel of the picture is pointed at: by a pointer that is down or not, or by keys. */
export class PointEvent extends Event {
  constructor(
    readonly place: Place,
    readonly down: boolean,
    readonly begins: boolean,
  ) {
    super('pp-learn-point', { bubbles: true, composed: true });
  }
}

const styles = css`
  :host {
    position: relative;
    display: grid;
    place-items: start center;
    min-inline-size: 0;
  }

  .stage {
    position: relative;
    overflow: hidden;
    background: #0b0c0d;
    border-radius: var(--_radius);
    inline-size: min(100%, (100dvh - var(--_around, 18rem)) * var(--_aspect, 1.7778));
    aspect-ratio: var(--_aspect, 1.7778);
    cursor: crosshair;
    touch-action: pan-y pinch-zoom;
  }

  .stage.held {
    touch-action: none;
  }

  canvas,
  svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }

  canvas.coarse {
    image-rendering: pixelated;
  }

  svg {
    pointer-events: none;
  }

  svg text {
    font: 600 15px var(--_font);
    fill: #ffffff;
    paint-order: stroke;
    stroke: #0b0c0d;
    stroke-width: 4px;
    stroke-linejoin: round;
  }

  svg .big {
    font-size: 64px;
    stroke-width: 10px;
    letter-spacing: -0.02em;
  }

  svg .middle {
    font-size: 24px;
  }

  svg .line {
    fill: none;
    stroke: #ffffff;
    stroke-width: 2px;
  }

  svg .under {
    fill: none;
    stroke: #0b0c0d;
    stroke-width: 5px;
  }
`;

/**
 * The picture, with what is laid over it. It is pointed at by pointer, touch or keys.
 * @tag pp-learn-picture
 * @fires {PointEvent} pp-learn-point - a pixel is pointed at
 * @fires {Event} pp-learn-lift - the pointer, or the space bar, is up again
 */
@customElement('pp-learn-picture')
export class LearnPicture extends Component {
  static override readonly styles = [tokens, controls, styles];

  /** As it is shown; another object whenever it has changed. */
  @property({ attribute: false }) image: ImageData | null = null;
  @property({ attribute: false }) marks: SVGTemplateResult = svg``;
  @property({ attribute: false }) place: Place = { x: 0, y: 0 };
  @property() label = '';
  /** The pointer paints: a touch does not scroll. */
  @property({ type: Boolean }) paints = false;

  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;

  protected override render(): TemplateResult {
    const { width, height } = this.image ?? { width: 16, height: 9 };
    return html`
      <div
        class="stage ${this.paints ? 'held' : ''}"
        role="application"
        tabindex="0"
        aria-label=${this.label}
        @pointerdown=${this.#pointed}
        @pointermove=${this.#pointed}
        @pointerup=${this.#lifted}
        @pointercancel=${this.#lifted}
        @keydown=${this.#key}
        @keyup=${this.#keyUp}
      >
        <canvas width=${width} height=${height}></canvas>
        <svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${this.marks}</svg>
      </div>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.image || !(changed.has('image') || changed.size === 0)) return;
    this.style.setProperty('--_aspect', String(this.image.width / this.image.height));
    this.canvas?.getContext('2d')?.putImageData(this.image, 0, 0);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.stage')?.focus();
  }

  #pointed(event: PointerEvent): void {
    const stage = event.currentTarget as HTMLElement;
    if (!this.image) return;
    const box = stage.getBoundingClientRect();
    const place = inside(
      {
        x: ((event.clientX - box.left) * this.image.width) / box.width,
        y: ((event.clientY - box.top) * this.image.height) / box.height,
      },
      this.image,
    );
    const begins = event.type === 'pointerdown';
    if (begins && this.paints) stage.setPointerCapture(event.pointerId);
    this.dispatchEvent(new PointEvent(place, event.buttons > 0, begins));
  }

  #lifted(): void {
    this.dispatchEvent(new Event('pp-learn-lift', { bubbles: true, composed: true }));
  }

  #key(event: KeyboardEvent): void {
    const step = event.shiftKey ? 10 : 1;
    const by = ARROWS[event.key];
    const space = event.key === ' ' && this.paints;
    if (!this.image || (!by && !space)) return;
    event.preventDefault();
    const { x, y } = this.place;
    const place = inside({ x: x + (by?.[0] ?? 0) * step, y: y + (by?.[1] ?? 0) * step }, this.image);
    this.dispatchEvent(new PointEvent(place, space || this.#spaced, space && !event.repeat));
    if (space) this.#spaced = true;
  }

  #spaced = false;

  #keyUp({ key }: KeyboardEvent): void {
    if (key !== ' ' || !this.#spaced) return;
    this.#spaced = false;
    this.#lifted();
  }
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

declare global {
  interface HTMLElementTagNameMap {
    'pp-learn-picture': LearnPicture;
  }
}
