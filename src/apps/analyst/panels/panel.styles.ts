import { css } from 'lit';

/** What the panels at the side have in common. */
export const panel = css`
  /* as wide as there is room, not as its longest name */
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
    font-size: var(--_text-s);
    /* names and messages may be one long word */
    overflow-wrap: anywhere;
  }

  h2 {
    margin: 0;
    font: 600 var(--_text-s) / 1.2 var(--_font);
  }

  p {
    margin: 0;
    color: var(--_ink-soft);
  }

  .error {
    padding: var(--_space-2) var(--_space-3);
    color: var(--_ink);
    background: var(--_accent-wash);
    border-radius: var(--_radius-s);
  }

  ul,
  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
  }

  .rows {
    max-block-size: 16rem;
    overflow: auto;
  }

  .line {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    justify-content: space-between;
    inline-size: 100%;
    min-block-size: calc(var(--_unit) * 7);
    padding: 0 var(--_space-2);
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums;
    text-align: start;
    cursor: pointer;
    background: none;
    border: 0;
    border-radius: var(--_radius-xs);
  }

  .line {
    min-inline-size: 0;
  }

  .line > * {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .line > :first-child {
    flex: 1 1 auto;
  }

  .line > .caption {
    flex: 0 1 auto;
    max-inline-size: 50%;
  }

  .line:hover,
  .line[aria-current='true'] {
    background: var(--_hover);
  }

  input[type='text'] {
    inline-size: 100%;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-3);
    font: 500 var(--_text-s) / 1 var(--_mono);
    background: var(--_raised);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-s);
  }

  progress {
    inline-size: 100%;
    block-size: 6px;
    accent-color: var(--_accent);
  }

  table {
    border-collapse: collapse;
    font-size: var(--_text-xs);
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: 2px var(--_space-1);
    text-align: end;
  }

  th[scope='row'] {
    font-weight: 500;
    text-align: start;
  }

  .swatch {
    flex: none;
    inline-size: 0.8em;
    block-size: 0.8em;
  }
`;
