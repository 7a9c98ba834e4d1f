import { css } from 'lit';

export const styles = css`
  :host {
    position: absolute;
    inset: 0;
    overflow: hidden;
    color-scheme: dark;
    pointer-events: none;
  }

  .bubble,
  .cross {
    position: absolute;
    top: 0;
    left: 0;
  }

  .bubble {
    display: grid;
    grid-template-columns: auto auto;
    gap: 0 var(--_space-2);
    align-items: center;
    inline-size: max-content;
    max-inline-size: min(70%, 24em);
    padding: var(--_space-2) var(--_space-3);
    color: var(--_ink);
    font-size: var(--_text-s);
    background: #131416eb;
    border: 1px solid #ffffff2e;
    border-radius: var(--_radius-s);
    box-shadow: var(--_shadow-float);
  }

  .swatch {
    inline-size: calc(var(--_unit) * 3);
    block-size: calc(var(--_unit) * 3);
    forced-color-adjust: none;
  }

  .swatch rect {
    stroke: #ffffff66;
  }

  strong {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .figures {
    grid-column: 2;
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
    white-space: nowrap;
  }

  .cross {
    inline-size: calc(var(--_unit) * 5);
    block-size: calc(var(--_unit) * 5);
    margin: calc(var(--_unit) * -2.5);
    fill: none;
    stroke: #ffffff;
    stroke-width: 1.5;
    filter: drop-shadow(0 0 1px #000000) drop-shadow(0 0 2px #000000);
  }
`;
