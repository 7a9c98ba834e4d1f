import { css } from 'lit';

/** Keys side by side in a well, one of which is down. */
export const keys = css`
  .keys {
    display: flex;
    gap: 2px;
    min-inline-size: 0;
    margin: 0;
    padding: 2px;
    background: var(--_well);
    border: 0;
    border-radius: var(--_radius-s);
    box-shadow: inset 0 0 0 1px var(--_line);
  }

  .key {
    position: relative;
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    justify-content: center;
    min-block-size: calc(var(--_hit) - 4px);
    padding: 0 var(--_space-3);
    color: var(--_ink-soft);
    font: 500 var(--_text-s) / 1 var(--_font);
    white-space: nowrap;
    cursor: pointer;
    -webkit-user-select: none;
    user-select: none;
    background: none;
    border: 0;
    border-radius: calc(var(--_radius-s) - 2px);
    transition:
      background var(--_fast),
      color var(--_fast);
  }

  .key:hover {
    color: var(--_ink);
    background: var(--_hover);
  }

  .key[aria-pressed='true'],
  .key:has(:checked) {
    color: var(--_ink);
    background: var(--_raised);
    box-shadow: var(--_shadow-key);
  }

  .key:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
    z-index: 1;
  }

  .key input {
    position: absolute;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }

  @media (forced-colors: active) {
    .key[aria-pressed='true'],
    .key:has(:checked) {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`;
