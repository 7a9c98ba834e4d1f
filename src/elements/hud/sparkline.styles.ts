import { css, unsafeCSS } from 'lit';
import uplotCss from 'uplot/dist/uPlot.min.css?inline';

export const styles = [
  unsafeCSS(uplotCss),
  css`
    :host {
      display: block;
      position: relative;
    }

    .head {
      display: flex;
      justify-content: end;
      min-block-size: 1.2em;
      padding-inline: var(--_space-2);
      font-size: var(--_text-xs);
      background: var(--_well);
    }

    .plot {
      position: relative;
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

    /* as wide as it was drawn: it must not keep its place from becoming narrower */
    .uplot {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
    }
  `,
];
