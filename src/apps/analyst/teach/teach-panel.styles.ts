import { css } from 'lit';

export const styles = css`
  .warning {
    color: var(--_accent-text);
  }

  .frames {
    grid-template-columns: repeat(auto-fill, minmax(6.5em, 1fr));
    max-block-size: none;
    gap: var(--_space-2);
  }

  .frames li {
    min-inline-size: 0;
  }

  .go {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    inline-size: 100%;
    padding: 0;
    color: var(--_ink-soft);
    font: 500 var(--_text-xs) / 1.3 var(--_font);
    font-variant-numeric: tabular-nums;
    text-align: start;
    cursor: pointer;
    background: none;
    border: 0;
    border-radius: var(--_radius-xs);
  }

  .go:disabled {
    cursor: default;
  }

  .go:hover:not(:disabled) .face {
    border-color: var(--_ink-soft);
  }

  .chosen .go {
    color: var(--_ink);
  }

  .face {
    aspect-ratio: 16 / 9;
  }

  .time {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .error,
  .notice {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-2) var(--_space-3);
    font-size: var(--_text-s);
    overflow-wrap: anywhere;
    background: var(--_accent-wash);
    border-radius: var(--_radius-xs);
  }

  .tools {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--_space-2);
  }
`;
