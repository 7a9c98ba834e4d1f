import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }

  h2 {
    margin: 0;
    font: 600 var(--_text-m) / 1.3 var(--_font);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-2);
    align-items: center;
    justify-content: space-between;
    margin-block-end: var(--_space-2);
  }

  .chip {
    padding: 0.3em 0.6em;
    color: var(--_ink-soft);
    font: 500 var(--_text-xs) / 1 var(--_mono);
    background: var(--_well);
    border-radius: 99px;
  }

  .readouts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 5.4rem), 1fr));
    margin: 0;
    overflow: hidden;
    background: var(--_well);
    border-radius: var(--_radius-s) var(--_radius-s) 0 0;
  }

  .readouts div {
    display: flex;
    flex-direction: column-reverse;
    padding: var(--_space-2) var(--_space-3);
  }

  .readouts dd {
    margin: 0;
    font: 600 var(--_text-l) / 1.2 var(--_font);
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.015em;
    white-space: nowrap;
  }

  .readouts dt {
    white-space: nowrap;
  }

  .readouts small {
    color: var(--_ink-faint);
    font-size: var(--_text-xs);
    font-weight: 500;
    letter-spacing: 0;
  }

  details {
    margin-block-start: var(--_space-2);
  }

  summary {
    gap: var(--_space-1);
    padding-inline: var(--_space-2);
    margin-inline-start: calc(var(--_space-2) * -1);
    color: var(--_ink-soft);
    font: 500 var(--_text-s) / 1 var(--_font);
    border-radius: var(--_radius-xs);
  }

  summary:hover {
    color: var(--_ink);
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_text-s);
    font-variant-numeric: tabular-nums;
  }

  thead th {
    color: var(--_ink-faint);
    font: 500 var(--_text-xs) / 1.6 var(--_mono);
    text-align: end;
  }

  thead th:first-child,
  tbody th {
    text-align: start;
  }

  tbody th {
    font-weight: 400;
  }

  tbody th,
  tbody td {
    padding-block: 0.28em;
    line-height: 1.25;
    border-block-start: 1px solid var(--_line);
  }

  td {
    inline-size: 21%;
    color: var(--_ink-soft);
    text-align: end;
  }

  td:nth-of-type(1) {
    color: var(--_ink);
  }

  tr.total th,
  tr.total td {
    color: var(--_ink);
    font-weight: 600;
    border-block-start: 1px solid var(--_line-strong);
  }

  .facts {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: var(--_space-1) var(--_space-3);
    margin: var(--_space-3) 0;
    font-size: var(--_text-s);
    line-height: 1.4;
  }

  .facts dt {
    padding-block-start: 0.18em;
  }

  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .wide {
    inline-size: 100%;
  }
`;
