import { css } from 'lit';

/** Fields with their label, wherever on the page. Needs `tokens` and `controls` beside it. */
export const fields = css`
  select {
    min-inline-size: 0;
    max-inline-size: 100%;
    text-overflow: ellipsis;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-2);
    font: 500 var(--_text-s) / 1 var(--_font);
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  input[type='number'] {
    inline-size: 5.5em;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-2);
    font: 500 var(--_text-s) / 1 var(--_font);
    font-variant-numeric: tabular-nums;
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  .field {
    display: inline-flex;
    flex-wrap: wrap;
    min-inline-size: 0;
    max-inline-size: 100%;
    gap: var(--_space-2);
    align-items: center;
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }
`;
