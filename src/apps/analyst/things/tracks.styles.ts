import { css } from 'lit';

export const styles = css`
  .scroll {
    max-block-size: 20rem;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  table {
    inline-size: 100%;
    table-layout: fixed;
    border-collapse: separate;
    border-spacing: 0;
  }

  thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    padding: 0;
    background: var(--_surface);
    border-block-end: 1px solid var(--_line);
  }

  thead button {
    inline-size: 100%;
    min-block-size: calc(var(--_unit) * 8);
    padding: 0 var(--_space-1);
    overflow: hidden;
    color: var(--_ink-soft);
    font: 500 var(--_text-xs) / 1 var(--_font);
    text-align: inherit;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
    background: none;
    border: 0;
  }

  thead button:focus-visible {
    outline-offset: -2px;
  }

  [aria-sort='ascending'] button::after {
    content: ' ↑';
  }

  [aria-sort='descending'] button::after {
    content: ' ↓';
  }

  [aria-sort]:not([aria-sort='none']) button {
    color: var(--_ink);
  }

  tbody tr:not(.space) {
    block-size: calc(var(--_unit) * 7);
    cursor: pointer;
  }

  tbody tr:focus-visible {
    outline-offset: -2px;
  }

  tbody tr:hover {
    background: var(--_hover);
  }

  tbody tr[aria-selected='true'] {
    color: var(--_accent-text);
    background: var(--_accent-wash);
  }

  .space td {
    padding: 0;
  }

  td {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .number {
    inline-size: 4.4em;
    text-align: start;
  }

  .class {
    text-align: start;
  }

  .time {
    inline-size: 4.8em;
  }

  .share {
    inline-size: 4.4em;
  }

  .number .swatch {
    margin-inline-end: 0.35em;
    vertical-align: -0.05em;
  }

  /* hours stand before the minutes */
  .hours .time {
    inline-size: 6.2em;
  }

  .hours .lasting {
    display: none;
  }

  /* on the smallest phones a class can be read all the same */
  @container tracks (inline-size < 24em) {
    table {
      font-size: var(--_text-xs);
    }

    .number {
      inline-size: 3.2em;
    }

    .lasting {
      display: none;
    }
  }

  .frame {
    container: tracks / inline-size;
  }
`;
