import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: things / inline-size;
  }

  section {
    display: grid;
    gap: var(--_space-2);
  }

  h2,
  p {
    margin: 0;
  }

  h2 {
    font: 600 var(--_text-m) / 1.3 var(--_font);
  }

  .keys .key {
    flex: 1 1 0;
    min-inline-size: min-content;
    padding: 0 var(--_space-2);
  }

  .note {
    color: var(--_ink-faint);
    font-size: var(--_text-xs);
    line-height: 1.45;
  }

  ul {
    display: grid;
    max-block-size: 14em;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
    scrollbar-width: thin;
  }

  ul[hidden] {
    display: none;
  }

  li label {
    display: grid;
    grid-template-columns: auto auto minmax(0, 1fr) auto;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: var(--_hit);
    font-size: var(--_text-s);
    cursor: pointer;
  }

  li input {
    inline-size: calc(var(--_unit) * 4.5);
    block-size: calc(var(--_unit) * 4.5);
    accent-color: var(--_accent);
    cursor: pointer;
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .figures {
    color: var(--_ink-soft);
    font-variant-numeric: tabular-nums;
  }

  li.hidden .name {
    color: var(--_ink-soft);
  }

  /* three words beside one another are as wide as that, in any size of text */
  @container things (max-width: 16.5em) {
    .keys {
      flex-direction: column;
    }

    .keys .key {
      flex: none;
    }
  }
`;
