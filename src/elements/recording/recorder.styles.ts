import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }

  .strip {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    padding: var(--_space-2) var(--_space-3);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .time {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
    font: 500 var(--_text-s) / 1 var(--_mono);
    font-variant-numeric: tabular-nums;
  }

  .dot {
    inline-size: 0.7em;
    block-size: 0.7em;
    background: #e5484d;
    border-radius: 50%;
  }

  .dot.paused {
    background: none;
    box-shadow: inset 0 0 0 2px #e5484d;
  }

  .choice {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: var(--_hit);
    font-size: var(--_text-s);
    cursor: pointer;
  }

  .choice input {
    inline-size: 1.1em;
    block-size: 1.1em;
    accent-color: var(--_accent);
  }

  .note {
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .end {
    margin-inline-start: auto;
  }
`;
