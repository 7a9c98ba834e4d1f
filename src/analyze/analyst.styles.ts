import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    flex: 1;
    grid-template-rows: minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr) clamp(19rem, 25vw, 34rem);
    gap: var(--_space-3);
    min-block-size: 0;
  }

  .work {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto auto minmax(min-content, 38%);
    gap: var(--_space-2);
    min-block-size: 0;
    min-inline-size: 0;
  }

  aside {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    min-inline-size: 0;
    padding: var(--_space-4);
    overflow: auto;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  aside > * + * {
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_line);
  }

  .open {
    display: grid;
    grid-column: 1 / -1;
    place-content: center;
    justify-items: center;
    gap: var(--_space-3);
    padding: var(--_space-6);
    text-align: center;
    background: var(--_surface);
    border: 1.5px dashed var(--_line-strong);
    border-radius: var(--_radius);
  }

  :host([dragged]) .open,
  :host([dragged]) pp-screen {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  .open h2 {
    margin: 0;
    font: 650 var(--_text-xl) / 1.15 var(--_font);
    letter-spacing: -0.02em;
  }

  .open p {
    max-inline-size: 34rem;
    margin: 0;
    color: var(--_ink-soft);
  }

  .head {
    display: grid;
    gap: var(--_space-2);
  }

  .head h2 {
    margin: 0;
    overflow: hidden;
    font: 600 var(--_text-m) / 1.3 var(--_font);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .head > .row:not(:has(*)) {
    display: none;
  }

  /* it stays for screen readers, and takes no room while it says nothing */
  .head > .head:not(:has(*)) {
    margin-block-start: calc(var(--_space-2) * -1);
  }

  .facts {
    margin: 0;
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
    font-variant-numeric: tabular-nums;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
  }

  progress {
    inline-size: 100%;
    block-size: 6px;
    overflow: hidden;
    appearance: none;
    background: var(--_line);
    border: 0;
    border-radius: 99px;
  }

  progress::-webkit-progress-bar {
    background: var(--_line);
  }

  progress::-webkit-progress-value {
    background: var(--_accent);
  }

  progress::-moz-progress-bar {
    background: var(--_accent);
  }

  select {
    min-block-size: var(--_hit);
    padding: 0 var(--_space-2);
    font: 500 var(--_text-s) / 1 var(--_font);
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  input[type='number'] {
    inline-size: 5.5em;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-2);
    font: 500 var(--_text-s) / 1 var(--_font);
    font-variant-numeric: tabular-nums;
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  .field {
    display: inline-flex;
    gap: var(--_space-2);
    align-items: center;
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }

  .error,
  .notice {
    margin: 0;
    padding: var(--_space-2) var(--_space-3);
    font-size: var(--_text-s);
    overflow-wrap: anywhere;
    background: var(--_accent-wash);
    border-radius: var(--_radius-s);
  }

  .markers {
    display: grid;
    gap: var(--_space-1);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .markers li {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
  }

  .markers input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(var(--_unit) * 8);
    padding: 0 var(--_space-2);
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-xs);
  }

  h3 {
    margin: 0 0 var(--_space-2);
    font: 600 var(--_text-s) / 1.2 var(--_font);
  }

  input[type='file'] {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    opacity: 0;
  }

  pp-filmstrip {
    block-size: calc(var(--_unit) * 12);
    margin-inline: calc(var(--_space-3) + 1px);
  }

  @media (max-width: 60rem) {
    :host {
      display: flex;
      flex-direction: column;
    }

    .work {
      display: flex;
      flex-direction: column;
    }

    pp-screen {
      aspect-ratio: 16 / 9;
    }

    pp-timeline {
      min-block-size: 18rem;
    }

    aside {
      overflow: visible;
    }
  }
`;
