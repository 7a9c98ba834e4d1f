import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: refine / inline-size;
  }

  section {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--_space-2) var(--_space-6);
    padding: var(--_space-3) var(--_space-4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  @container refine (min-width: 60.01rem) {
    .viewed {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }

  fieldset {
    display: grid;
    align-content: start;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    color: var(--_ink-faint);
    font: 500 var(--_text-xs) / 1.6 var(--_mono);
  }

  .slider,
  .check,
  .choice {
    display: grid;
    grid-template-columns: 7.6em minmax(3em, 1fr) 3.8em;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: calc(var(--_unit) * 7);
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .slider input {
    block-size: calc(var(--_unit) * 7);
  }

  .slider:has(:disabled) {
    color: var(--_ink-faint);
  }

  .slider input:disabled {
    cursor: default;
    opacity: 0.45;
  }

  output {
    color: var(--_ink);
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }

  .check {
    grid-template-columns: auto 1fr;
    cursor: pointer;
  }

  .check input {
    inline-size: 1.15em;
    block-size: 1.15em;
    accent-color: var(--_accent);
  }

  .choice {
    grid-template-columns: auto minmax(0, 1fr);
  }

  .choice select {
    min-inline-size: 0;
    padding: var(--_space-1) var(--_space-2);
    color: var(--_ink);
    font: inherit;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  .button {
    justify-self: start;
    margin-block-start: var(--_space-1);
  }

  @media (pointer: coarse) {
    .slider,
    .check,
    .choice,
    .slider input {
      min-block-size: var(--_hit);
    }
  }

  @container refine (max-width: 60rem) {
    section {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  @container refine (max-width: 34rem) {
    section {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @container refine (max-width: 19rem) {
    .slider {
      grid-template-columns: minmax(0, 1fr) auto;
      margin-block-end: var(--_space-2);
    }

    .slider input {
      grid-row: 2;
      grid-column: 1 / -1;
    }

    .choice {
      grid-template-columns: minmax(0, 1fr);
    }

    .button {
      block-size: auto;
      padding-block: var(--_space-2);
      white-space: normal;
    }
  }
`;
