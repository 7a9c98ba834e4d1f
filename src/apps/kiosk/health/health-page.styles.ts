import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
    inline-size: 100%;
    max-inline-size: 90rem;
    margin-inline: auto;
  }

  :host([dragged]) {
    outline: 2px solid var(--_accent);
    outline-offset: 4px;
    border-radius: var(--_radius);
  }

  p {
    margin: 0;
  }

  .panel {
    min-inline-size: 0;
    padding: var(--_space-4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .tools,
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
  }

  .tools > :first-child {
    margin-inline-end: auto;
  }

  .ranges {
    display: flex;
    gap: 2px;
    padding: 2px;
    background: var(--_well);
    border-radius: 99px;
  }

  .ranges:empty {
    padding: 0;
  }

  .ranges label {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: calc(var(--_hit) - 4px);
    padding: 0 var(--_space-3);
    color: var(--_ink-soft);
    font: 500 var(--_text-s) / 1.2 var(--_font);
    white-space: nowrap;
    cursor: pointer;
    border-radius: 99px;
  }

  .ranges label:has(:checked) {
    color: var(--_ink);
    background: var(--_raised);
    box-shadow: var(--_shadow-key);
  }

  .ranges label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
  }

  .ranges input {
    position: absolute;
    inset: 0;
    cursor: pointer;
    opacity: 0;
  }

  input[type='file'] {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    opacity: 0;
  }

  .error,
  .notice,
  .file {
    padding: var(--_space-3) var(--_space-4);
    overflow-wrap: anywhere;
    border-radius: var(--_radius-s);
  }

  .error {
    background: var(--_accent-wash);
  }

  .notice {
    color: var(--_ink-soft);
    font-size: var(--_text-s);
    background: var(--_well);
  }

  .file {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2) var(--_space-4);
    align-items: center;
    justify-content: space-between;
    background: var(--_raised);
    border: 1.5px dashed var(--_accent);
  }

  .presence {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .presence::before {
    inline-size: 0.6em;
    block-size: 0.6em;
    content: '';
    border: 1.5px solid var(--_ink-faint);
    border-radius: 50%;
  }

  .presence.on::before {
    background: var(--_accent);
    border-color: var(--_accent);
  }

  h2 {
    margin: 0 0 var(--_space-2);
    font: 600 var(--_text-m) / 1.2 var(--_font);
  }

  h2.verdict,
  .none h2 {
    margin-block: var(--_space-1) var(--_space-4);
    font: 650 var(--_text-xl) / 1.15 var(--_font);
    letter-spacing: -0.02em;
    text-wrap: balance;
  }

  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr));
    gap: var(--_space-4);
    margin: 0;
  }

  .tiles div {
    padding-block-start: var(--_space-2);
    border-block-start: 1px solid var(--_line);
  }

  dt {
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }

  dd {
    margin: 0;
    font: 600 var(--_text-l) / 1.3 var(--_font);
    letter-spacing: -0.015em;
  }

  dd.note {
    color: var(--_ink-faint);
    font: 400 var(--_text-xs) / 1.3 var(--_font);
    letter-spacing: 0;
  }

  .facts {
    margin-block-start: var(--_space-4);
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }

  .none {
    display: grid;
    justify-items: center;
    padding: calc(var(--_space-6) * 2) var(--_space-4);
    text-align: center;
  }

  .none p {
    max-inline-size: 38rem;
    color: var(--_ink-soft);
  }

  a {
    color: var(--_ink);
    text-decoration-color: var(--_accent);
    text-underline-offset: 0.25em;
  }

  a.button {
    text-decoration: none;
  }

  a.primary {
    color: var(--_surface);
  }

  dialog {
    max-inline-size: min(30rem, calc(100vw - 2rem));
    padding: var(--_space-6);
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow-float);
  }

  dialog::backdrop {
    background: #07080a80;
  }

  dialog p {
    margin-block-end: var(--_space-4);
    color: var(--_ink-soft);
  }

  @media (max-width: 40rem) {
    .panel {
      padding: var(--_space-3);
    }

    .ranges {
      flex-basis: 100%;
    }

    .ranges label {
      flex: 1;
      padding: 0 var(--_space-1);
    }

    .tools .button {
      flex: 1;
    }

    .tiles {
      grid-template-columns: 1fr 1fr;
      gap: var(--_space-3);
    }
  }
`;
