import { css } from 'lit';

/** One of several (`.choice`), side by side in a well: radios under their labels, and buttons that are `on`. They wrap where keys would not. */
export const choice = css`
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    min-inline-size: 0;
    margin: 0;
    padding: 3px;
    background: var(--_well);
    border: 0;
    border-radius: var(--_radius-s);
  }

  .choice label {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: calc(var(--_hit) - 6px);
    padding: 0 var(--_space-3);
    color: var(--_ink-soft);
    font-size: var(--_text-s);
    text-align: center;
    cursor: pointer;
    border-radius: var(--_radius-xs);
  }

  .choice label:has(:checked),
  .choice .on {
    color: var(--_ink);
    font-weight: 600;
    background: var(--_raised);
    box-shadow: var(--_shadow-key);
  }

  .choice label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .choice input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }

  @media (forced-colors: active) {
    .choice label:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
