import { css } from 'lit';

/** Colours of classes and of things, beside their names. */
export const swatches = css`
  .swatch {
    flex: none;
    inline-size: calc(var(--_unit) * 3);
    block-size: calc(var(--_unit) * 3);
    overflow: visible;
    forced-color-adjust: none;
  }

  .swatch rect {
    stroke: light-dark(#17181a33, #ffffff40);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
`;
