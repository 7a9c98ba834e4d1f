import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    /* the picture has its own shape: the column is no wider than leaves room for the lines below */
    grid-template: 'picture settings' auto 'code settings' 1fr / minmax(0, 124dvh) clamp(19rem, 26vw, 26rem);
    gap: var(--_space-4) var(--_space-6);
    align-items: start;
    justify-content: space-between;
  }

  .picture {
    display: grid;
    grid-area: picture;
    gap: var(--_space-2);
    min-inline-size: 0;
  }

  ::slotted(per-pixel) {
    inline-size: 100%;
  }

  ::slotted(per-pixel[controls]) {
    min-block-size: 52dvh;
  }

  .costs {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--_space-2) var(--_space-4);
    margin: 0;
    padding: var(--_space-3) var(--_space-4);
    background: var(--_well);
    border-radius: var(--_radius-s);
  }

  dt {
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
  }

  dd {
    margin: 0;
    font: 600 var(--_text-l) / 1.3 var(--_font);
    font-variant-numeric: tabular-nums;
  }

  dd small {
    color: var(--_ink-soft);
    font: 400 var(--_text-s) / 1 var(--_font);
  }

  p {
    margin: 0;
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .settings {
    display: grid;
    grid-area: settings;
    gap: var(--_space-4);
    padding: var(--_space-4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  form {
    display: grid;
    gap: var(--_space-3);
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend,
  .field span {
    padding: 0;
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .field {
    display: grid;
    gap: var(--_space-1);
  }

  .hint {
    margin-block-start: calc(var(--_space-2) * -1);
  }

  select,
  input[type='text'] {
    inline-size: 100%;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-3);
    color: var(--_ink);
    font-size: max(var(--_text-s), 1rem);
    background: var(--_raised);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-s);
  }

  input::placeholder {
    color: var(--_ink-faint);
    opacity: 1;
  }

  input[type='range']:disabled {
    cursor: default;
    opacity: 0.45;
  }

  .sources label,
  .check {
    display: inline-flex;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: var(--_hit);
    font-size: var(--_text-s);
    cursor: pointer;
  }

  .sources label {
    margin-inline-end: var(--_space-4);
  }

  input:is([type='radio'], [type='checkbox']) {
    inline-size: 1.15em;
    block-size: 1.15em;
    accent-color: var(--_accent);
  }

  summary {
    min-block-size: var(--_hit);
    font: 600 var(--_text-s) / var(--_hit) var(--_font);
    cursor: pointer;
  }

  .code {
    display: grid;
    grid-area: code;
    gap: var(--_space-2);
    min-inline-size: 0;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
    justify-content: space-between;
  }

  .call {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr));
    gap: var(--_space-2) var(--_space-4);
    align-items: end;
  }

  .outputs {
    display: flex;
    grid-column: 1 / -1;
    flex-wrap: wrap;
    gap: 0 var(--_space-4);
  }

  pre {
    min-block-size: 14em;
    margin: 0;
    padding: var(--_space-4);
    overflow: auto;
    font: 400 var(--_text-s) / 1.6 var(--_mono);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  code {
    font: inherit;
  }

  .string {
    color: light-dark(#2f6c3d, #97cf9f);
  }

  .word {
    color: light-dark(#a8330a, #ff9a66);
  }

  .tag {
    color: light-dark(#2a5590, #95bdf0);
  }

  @media (max-width: 60rem) {
    :host {
      display: flex;
      flex-direction: column;
      align-items: stretch;
    }

    .costs {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
