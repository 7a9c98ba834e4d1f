import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }

  .bar {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
  }

  .seek {
    flex: 1;
    min-inline-size: 0;
  }

  .time {
    color: var(--_ink-soft);
    font: 500 var(--_text-s) / 1 var(--_font);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .time b {
    color: var(--_ink);
    font-weight: 500;
  }

  .rate {
    color: var(--_ink-soft);
  }

  .spring {
    flex: 1;
  }

  .live {
    display: inline-flex;
    gap: var(--_space-2);
    align-items: center;
    padding-inline: var(--_space-1);
    color: var(--_ink-soft);
    font: 500 var(--_text-s) / 1 var(--_font);
  }

  .live::before {
    inline-size: calc(var(--_unit) * 2);
    block-size: calc(var(--_unit) * 2);
    content: '';
    background: var(--_line-strong);
    border-radius: 50%;
  }

  /* in a narrow bar the key that pauses says it alone */
  @container (max-width: 42rem) {
    .live {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      padding: 0;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  .live.on {
    color: var(--_ink);
  }

  .live.on::before {
    background: var(--_accent);
    box-shadow: 0 0 0 3px var(--_accent-wash);
  }
`;
