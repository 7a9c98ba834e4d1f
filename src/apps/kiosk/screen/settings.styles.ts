import { css } from 'lit';

export const styles = css`
  dialog {
    box-sizing: border-box;
    inline-size: min(34rem, calc(100vw - 2rem));
    max-block-size: calc(100dvh - 2rem);
    padding: var(--_space-6);
    overflow: auto;
    color: var(--_ink);
    font: 400 1.0625rem / 1.4 var(--_font);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow-float);
    pointer-events: auto;
  }

  dialog::backdrop {
    background: #07080ab3;
  }

  h2 {
    margin: 0 0 var(--_space-4);
    font-weight: 650;
    font-size: var(--_text-xl);
    line-height: 1.1;
    letter-spacing: -0.025em;
  }

  dl {
    display: grid;
    margin: 0;
  }

  dl div {
    display: grid;
    grid-template-columns: 7.5em 1fr;
    padding-block: 0.5em;
    border-block-start: 1px solid var(--_line);
  }

  dt {
    color: var(--_ink-soft);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .mistake {
    margin: var(--_space-3) 0 0;
    padding: var(--_space-3);
    background: var(--_accent-wash);
    border-radius: var(--_radius-s);
    overflow-wrap: anywhere;
  }

  nav {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
    gap: var(--_space-2);
    margin-block-start: var(--_space-6);
  }

  nav > * {
    display: grid;
    place-items: center;
    box-sizing: border-box;
    min-block-size: 48px;
    padding: 0.4em 1em;
    color: var(--_ink);
    font: inherit;
    font-weight: 550;
    text-decoration: none;
    background: var(--_raised);
    border: 0;
    border-radius: var(--_radius-s);
    box-shadow: var(--_shadow-key);
    cursor: pointer;
  }

  nav > :hover {
    background: var(--_hover);
  }

  nav > :first-child {
    grid-column: 1 / -1;
    color: #17181a;
    background: #ff7a3d;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
`;
