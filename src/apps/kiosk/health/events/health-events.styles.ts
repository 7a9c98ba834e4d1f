import { css } from 'lit';

export const styles = css`
  header {
    row-gap: var(--_space-2);
    align-items: center;
  }

  h2 {
    flex: 1;
  }

  .field {
    display: inline-flex;
    gap: var(--_space-2);
    align-items: center;
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }

  select,
  input {
    min-inline-size: 0;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-2);
    color: var(--_ink);
    font: 500 var(--_text-s) / 1 var(--_font);
    background: var(--_raised);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-s);
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_text-s);
  }

  th,
  td {
    padding: var(--_space-2) var(--_space-3) var(--_space-2) 0;
    text-align: start;
    vertical-align: baseline;
    border-block-end: 1px solid var(--_line);
  }

  th {
    color: var(--_ink-soft);
    font-weight: 500;
    font-size: var(--_text-xs);
  }

  td:first-child {
    color: var(--_ink-soft);
    white-space: nowrap;
  }

  td:last-child,
  th:last-child {
    inline-size: 100%;
    padding-inline-end: 0;
    overflow-wrap: anywhere;
  }

  .kind {
    white-space: nowrap;
  }

  .fault .kind {
    color: var(--_accent-text);
    font-weight: 600;
  }

  .recovered .kind,
  .remedy .kind {
    font-weight: 550;
  }

  [aria-current='true'] td {
    background: var(--_accent-wash);
  }

  .none {
    padding-block: var(--_space-6);
    color: var(--_ink-soft);
    text-align: center;
  }

  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
  }

  nav span {
    margin-inline-start: var(--_space-2);
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }

  .button[aria-disabled='true'] {
    color: var(--_ink-faint);
    cursor: default;
    background: none;
    box-shadow: none;
    translate: none;
  }

  @media (max-width: 40rem) {
    h2 {
      flex-basis: 100%;
    }

    .field {
      flex: 1 1 100%;
    }

    .field > * {
      flex: 1;
    }

    td:first-child {
      min-inline-size: 5em;
      white-space: normal;
    }
  }
`;
