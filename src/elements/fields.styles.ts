import { css } from 'lit';

/** A slider between its name and its figure, and a box to tick with its words. */
export const fields = css`
  .slider {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) 3.2em;
    gap: var(--_space-2);
    align-items: center;
    font-size: var(--_text-s);
  }

  .slider output {
    color: var(--_ink-soft);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .check {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: var(--_hit);
    font-size: var(--_text-s);
    cursor: pointer;
  }

  .check input {
    inline-size: calc(var(--_unit) * 4.5);
    block-size: calc(var(--_unit) * 4.5);
    accent-color: var(--_accent);
    cursor: pointer;
  }
`;
