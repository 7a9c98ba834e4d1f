import { css } from 'lit';

/** The two tables of what went wrong and what was done. */
export const tables = css`
  .tables {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
    gap: var(--_space-4) var(--_space-6);
    align-items: start;
  }

  .tables section {
    min-inline-size: 0;
    overflow-x: auto;
  }

  .tables p {
    color: var(--_ink-soft);
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_text-s);
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: var(--_space-2) 0 var(--_space-2) var(--_space-3);
    text-align: end;
    border-block-end: 1px solid var(--_line);
  }

  thead th {
    color: var(--_ink-soft);
    font-weight: 500;
    font-size: var(--_text-xs);
    vertical-align: bottom;
  }

  th:first-child {
    padding-inline-start: 0;
    text-align: start;
  }

  th[scope='row'] {
    font-weight: 500;
  }

  tbody tr:last-child > * {
    border: 0;
  }

  @media (max-width: 40rem) {
    .tables {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
