import { css, html, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import { perceptualRamp } from '../../core/labels/palette.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { tokens } from '../tokens.ts';

const STEPS = 48;
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

/**
 * The colours of a measure from 0 to 1, with numbers.
 * @tag pp-scale
 * @csspart heading - a panel's heading
 * @csspart ramp - the colours
 */
@customElement('pp-scale')
export class Scale extends Component {
  static override readonly styles = [
    tokens,
    controls,
    css`
      :host {
        display: block;
      }

      h2 {
        margin: 0 0 var(--_space-2);
        font: 600 var(--_text-m) / 1.2 var(--_font);
      }

      .ramp {
        display: block;
        inline-size: 100%;
        block-size: calc(var(--_unit) * 3);
        border-radius: var(--_radius-xs);
      }

      .ticks {
        display: flex;
        justify-content: space-between;
        margin-block: var(--_space-1);
      }

      p {
        margin: 0;
        color: var(--_ink-faint);
        font-size: var(--_text-xs);
      }
    `,
  ];

  /** What is measured. */
  @property() label = '';
  /** What 0 and 1 mean. */
  @property() note = '';

  protected override render(): TemplateResult {
    return html`
      <h2 part="heading">${this.label}</h2>
      <svg
        class="ramp"
        part="ramp"
        viewBox=${`0 0 ${STEPS} 1`}
        preserveAspectRatio="none"
        shape-rendering="crispEdges"
        aria-hidden="true"
      >
        ${bands}
      </svg>
      <div class="ticks caption figures">${TICKS.map((tick) => html`<span>${tick}</span>`)}</div>
      <p>${this.note}</p>
    `;
  }
}

const ramp = perceptualRamp();
const bands = Array.from({ length: STEPS }, (_, index) => {
  const word = ramp[Math.round(((index + 0.5) / STEPS) * 255)] ?? 0;
  const colour = `rgb(${word & 255} ${(word >>> 8) & 255} ${(word >>> 16) & 255})`;
  return svg`<rect x=${index} width="1.05" height="1" fill=${colour} />`;
});

declare global {
  interface HTMLElementTagNameMap {
    'pp-scale': Scale;
  }
}
