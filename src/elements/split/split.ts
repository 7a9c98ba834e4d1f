import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import type { Size } from '../../core/geometry/fit.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { request } from '../events.ts';
import { localPoint } from '../local-point.ts';
import { tokens } from '../tokens.ts';
import { pictureBox } from '../per-pixel/picture-box.ts';

/** Share of the picture that an arrow key moves the line by; with Shift, or Page up and down, ten times that. */
const STEP = 0.01;

/**
 * The line between raw labels on the left and refined ones on the right, with a handle to drag. It fills the stage and lets
 * the pointer through everywhere else.
 * @tag pp-split
 * @fires pp-request-split - detail `{ split }`, 0 to 1 of the picture's width
 * @csspart line - the line between raw and refined labels
 * @csspart handle - what it is dragged by
 */
@customElement('pp-split')
export class Split extends Component {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        position: absolute;
        inset: 0;
        display: block;
        overflow: hidden;
        pointer-events: none;
      }

      .line {
        position: absolute;
        /* left and right are the picture's, not the text's */
        inset: var(--_top, 0) auto var(--_top, 0) var(--_at, 50%);
        inline-size: 2px;
        margin-left: -1px;
        background: #ffffff;
        box-shadow: 0 0 0 1px #00000066;
      }

      .handle {
        position: absolute;
        top: 50%;
        left: 1px;
        display: grid;
        place-items: center;
        inline-size: var(--_hit);
        block-size: var(--_hit);
        color: #17181a;
        cursor: ew-resize;
        pointer-events: auto;
        touch-action: none;
        background: #ffffff;
        border-radius: 50%;
        box-shadow: var(--_shadow-float);
        translate: -50% -50%;
      }

      .handle:focus-visible {
        outline: 3px solid var(--_accent);
        outline-offset: 2px;
      }

      .side {
        position: absolute;
        inset-block-start: calc(var(--_space-2));
        padding: var(--_space-1) var(--_space-2);
        color: #ffffff;
        font: 500 var(--_text-xs) / 1.2 var(--_mono);
        white-space: nowrap;
        background: #0b0c0dcc;
        border-radius: var(--_radius-xs);
      }

      .raw {
        right: var(--_space-3);
      }

      .refined {
        left: var(--_space-3);
      }
    `,
  ];

  /** 0 to 1 of the picture's width. */
  @property({ type: Number }) split = 0.5;
  @property({ attribute: false }) picture: Size | null = null;

  #resized: ResizeObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // of the window that it is in now: another one's sleeps while that is hidden
    const { ResizeObserver } = this.ownerDocument.defaultView ?? window;
    this.#resized = new ResizeObserver(() => this.#place());
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized?.disconnect();
  }

  protected override render(): TemplateResult {
    const percent = Math.round(this.split * 100);
    return html`
      <div class="line" part="line">
        <span class="side raw" aria-hidden="true">raw</span>
        <span class="side refined" aria-hidden="true">refined</span>
        <div
          class="handle"
          part="handle"
          role="slider"
          tabindex="0"
          aria-label="Line between raw and refined labels"
          aria-valuemin="0"
          aria-valuemax="100"
          aria-valuenow=${percent}
          aria-valuetext=${`raw on the left ${percent} %`}
          @pointerdown=${this.#grab}
          @pointermove=${this.#drag}
          @keydown=${this.#key}
        >
          <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d="m7.5 5.5-4 4.5 4 4.5m5-9 4 4.5-4 4.5" />
          </svg>
        </div>
      </div>
    `;
  }

  protected override updated(): void {
    this.#place();
  }

  #place(): void {
    const box = this.#box;
    this.style.setProperty('--_at', `${box.left + this.split * box.width}px`);
    this.style.setProperty('--_top', `${box.top}px`);
  }

  get #box() {
    const stage = { width: this.clientWidth, height: this.clientHeight };
    return pictureBox(stage, this.picture ?? { width: Math.max(1, stage.width), height: Math.max(1, stage.height) });
  }

  readonly #grab = (event: PointerEvent): void => {
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #drag = (event: PointerEvent): void => {
    if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const point = localPoint(this, event);
    const { left, width } = this.#box;
    if (point) this.#request((point.x - left) / width);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const by = event.shiftKey ? 10 * STEP : STEP;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: this.split - by,
      ArrowDown: this.split - by,
      ArrowRight: this.split + by,
      ArrowUp: this.split + by,
      PageDown: this.split - 10 * STEP,
      PageUp: this.split + 10 * STEP,
      Home: 0,
      End: 1,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#request(to);
  };

  #request(split: number): void {
    request(this, 'pp-request-split', { split: Math.min(1, Math.max(0, Math.round(split * 1000) / 1000)) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-split': Split;
  }
}
