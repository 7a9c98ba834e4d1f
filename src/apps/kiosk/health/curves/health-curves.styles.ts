import { css } from 'lit';

export const styles = css`
  .key {
    margin: 0;
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }

  .mark {
    inline-size: 0.35em;
    block-size: 1.2em;
    vertical-align: -0.25em;
    stroke: var(--_accent);
    stroke-width: 2;
    stroke-dasharray: 3 2;
  }

  figure {
    min-inline-size: 0;
    margin: 0;
  }

  figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-3);
    align-items: baseline;
    font-size: var(--_text-s);
  }

  figcaption b {
    font-weight: 600;
  }

  figcaption span {
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }

  .chart {
    overflow: hidden;
    cursor: crosshair;
  }

  .u-cursor-x {
    border-inline-end-color: var(--_ink-faint);
  }

  @media (max-width: 40rem) {
    /* one line or two: what is beneath must not jump */
    figcaption span {
      min-block-size: 2.8em;
    }
  }
`;
