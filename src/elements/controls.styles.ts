import { css } from 'lit';

/** Native controls in our own look, and what every component starts from. Needs `tokens` beside it. */
export const controls = css`
  :host {
    box-sizing: border-box;
    color: var(--_ink);
    font: 400 var(--_text-m) / 1.4 var(--_font);
    -webkit-tap-highlight-color: transparent;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  .icon {
    flex: none;
    inline-size: var(--_icon);
    block-size: var(--_icon);
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    border: 0;
  }

  .caption {
    color: var(--_ink-faint);
    font: 500 var(--_text-xs) / 1.2 var(--_mono);
    letter-spacing: 0.02em;
  }

  .figures {
    font-variant-numeric: tabular-nums;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  button,
  select,
  input {
    margin: 0;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    min-block-size: var(--_hit);
    padding: 0 var(--_space-3);
    color: var(--_ink);
    font: 500 var(--_text-s) / 1 var(--_font);
    white-space: nowrap;
    cursor: pointer;
    -webkit-user-select: none;
    user-select: none;
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    box-shadow: var(--_shadow-key);
    transition:
      background var(--_fast),
      translate var(--_fast),
      color var(--_fast);
  }

  .button:hover {
    background: var(--_hover);
  }

  .button:active {
    translate: 0 1px;
    box-shadow: none;
  }

  .button:disabled {
    color: var(--_ink-faint);
    cursor: default;
    background: none;
    box-shadow: none;
    translate: none;
  }

  .button.plain {
    background: none;
    border-color: transparent;
    box-shadow: none;
  }

  .button.plain:hover:not(:disabled) {
    background: var(--_hover);
  }

  .button.square {
    inline-size: var(--_hit);
    padding: 0;
  }

  .button.primary {
    color: var(--_surface);
    background: var(--_ink);
    border-color: var(--_ink);
    box-shadow: none;
  }

  .button.primary:hover {
    background: var(--_ink-soft);
  }

  .button.primary:disabled {
    color: var(--_ink-faint);
    background: none;
    border-color: var(--_line);
  }

  .button[aria-pressed='true'],
  .button[aria-expanded='true'] {
    color: var(--_accent-text);
    background: var(--_accent-wash);
    border-color: transparent;
    box-shadow: none;
  }

  input[type='range'] {
    --_thumb: calc(var(--_unit) * 4);
    inline-size: 100%;
    min-inline-size: 0;
    block-size: var(--_hit);
    cursor: pointer;
    appearance: none;
    background: none;
    border-radius: var(--_radius-xs);
  }

  input[type='range']::-webkit-slider-runnable-track {
    block-size: calc(var(--_unit) * 1.25);
    background: linear-gradient(
      to right,
      var(--_accent) calc(var(--_thumb) / 2 + (100% - var(--_thumb)) * var(--_fill, 0)),
      var(--_track, var(--_line)) 0
    );
    border-radius: 99px;
  }

  input[type='range']::-webkit-slider-thumb {
    inline-size: var(--_thumb);
    block-size: var(--_thumb);
    margin-block-start: calc(var(--_unit) * -1.375);
    appearance: none;
    background: light-dark(#ffffff, #f0efeb);
    border: 1px solid light-dark(#b9b5aa, #f0efeb);
    border-radius: 50%;
    box-shadow: 0 1px 3px #0000004d;
  }

  input[type='range']::-moz-range-track {
    block-size: calc(var(--_unit) * 1.25);
    background: var(--_track, var(--_line));
    border-radius: 99px;
  }

  input[type='range']::-moz-range-progress {
    block-size: calc(var(--_unit) * 1.25);
    background: var(--_accent);
    border-radius: 99px;
  }

  input[type='range']::-moz-range-thumb {
    inline-size: var(--_thumb);
    block-size: var(--_thumb);
    background: light-dark(#ffffff, #f0efeb);
    border: 1px solid light-dark(#b9b5aa, #f0efeb);
    border-radius: 50%;
  }

  @media (forced-colors: active) {
    .button[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }

    input[type='range'] {
      appearance: auto;
    }
  }
`;
