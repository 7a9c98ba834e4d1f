import { css, unsafeCSS } from 'lit';
import uplotCss from 'uplot/dist/uPlot.min.css?inline';

export const styles = [
  unsafeCSS(uplotCss),
  css`
    :host {
      display: block;
      position: relative;
    }

    .plot {
      block-size: calc(var(--_unit) * 14);
      overflow: hidden;
      /* read by the plot: the line's colour, and that of the mark at a full frame */
      color: var(--_accent);
      /* its end tells the plot that the scheme has changed */
      transition: color 1ms;
      text-decoration-color: var(--_line-strong);
      background: var(--_well);
      border-radius: 0 0 var(--_radius-s) var(--_radius-s);
      forced-color-adjust: none;
    }

    .scale {
      position: absolute;
      inset: 2px var(--_space-2) auto auto;
      pointer-events: none;
    }
  `,
];
