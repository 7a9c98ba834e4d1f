import { css } from 'lit';

export const styles = css`
  :host {
    position: absolute;
    inset: 0;
    display: grid;
    /* never higher than the stage: what is more scrolls */
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    color-scheme: dark;
    pointer-events: none;
    /* cover and toast stay dark in a page's light theme, and so their ink and keys stay light on dark */
    --_ink: #f0efeb;
    --_ink-soft: #b2b3b7;
    --_surface: #17181a;
    --_raised: #26282b;
    --_line: #2c2e32;
  }

  .cover {
    display: grid;
    place-items: safe center;
    min-block-size: 0;
    padding: var(--_space-4);
    overflow: auto;
    pointer-events: auto;
    background: radial-gradient(120% 90% at 50% 40%, #1b1d20e0, #0c0d0ef2);
    -webkit-backdrop-filter: blur(10px) saturate(0.7);
    backdrop-filter: blur(10px) saturate(0.7);
    animation: appear var(--_slow) var(--_ease);
  }

  .card {
    display: grid;
    gap: var(--_space-2);
    justify-items: center;
    inline-size: min(100%, 30em);
    text-align: center;
    text-wrap: balance;
  }

  h2 {
    margin: 0;
    font: 600 var(--_text-l) / 1.3 var(--_font);
    letter-spacing: -0.01em;
  }

  p {
    margin: 0;
    color: var(--_ink-soft);
    font-size: var(--_text-m);
  }

  p.remedy {
    color: var(--_ink);
  }

  .sign {
    display: grid;
    place-items: center;
    margin-block-end: var(--_space-2);
    color: var(--_accent);
  }

  .sign .icon {
    inline-size: calc(var(--_unit) * 9);
    block-size: calc(var(--_unit) * 9);
    stroke-width: 1.25;
  }

  .mark {
    inline-size: calc(var(--_unit) * 9);
    block-size: calc(var(--_unit) * 11.25);
    fill: #ffffff;
  }

  .mark .lit {
    fill: var(--_accent);
  }

  .loading .mark rect {
    animation: scan 1.6s var(--_ease) infinite;
  }

  .loading .mark rect:nth-of-type(3n + 1) {
    animation-delay: -1.1s;
  }

  .loading .mark rect:nth-of-type(3n + 2) {
    animation-delay: -0.55s;
  }

  .bar {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--_space-2) var(--_space-4);
    inline-size: min(100%, 22em);
    margin-block-start: var(--_space-2);
    color: var(--_ink-soft);
    font-size: var(--_text-s);
    text-align: start;
  }

  .bar .figures {
    text-align: end;
  }

  progress {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: calc(var(--_unit) * 1.5);
    overflow: hidden;
    appearance: none;
    background: #ffffff24;
    border: 0;
    border-radius: 99px;
  }

  progress::-webkit-progress-bar {
    background: #ffffff24;
  }

  progress::-webkit-progress-value {
    background: var(--_accent);
    border-radius: 99px;
    transition: inline-size var(--_fast) linear;
  }

  progress::-moz-progress-bar {
    background: var(--_accent);
  }

  progress:indeterminate::-webkit-progress-bar {
    background: repeating-linear-gradient(90deg, var(--_accent) 0 12%, #ffffff24 12% 25%) 0 0 / 200% 100%;
    animation: march 1.8s linear infinite;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    justify-content: center;
    margin-block-start: var(--_space-3);
  }

  .toast {
    place-self: var(--_notice-place, end center);
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-3);
    align-items: center;
    max-inline-size: calc(100% - 2 * var(--_space-3) - var(--_notice-aside, 0px));
    max-block-size: calc(100% - 2 * var(--_space-3));
    overflow: auto;
    margin: var(--_space-3);
    padding: var(--_space-2) var(--_space-3);
    font-size: var(--_text-s);
    pointer-events: auto;
    background: #17181af2;
    border: 1px solid #ffffff29;
    border-radius: var(--_radius-s);
    box-shadow: var(--_shadow-float);
    animation: rise var(--_slow) var(--_ease);
  }

  .toast .icon {
    color: var(--_accent);
  }

  .toast .words {
    flex: 1;
    min-inline-size: min(14em, 100%);
  }

  .toast strong {
    font-weight: 600;
  }

  .toast p {
    color: var(--_ink);
    font-size: inherit;
  }

  .toast .actions {
    margin: 0;
  }

  /* the stage is small: words and buttons first */
  @container (max-height: 20rem) {
    .cover {
      padding: var(--_space-2);
    }

    .cover .sign {
      display: none;
    }

    .cover .actions {
      margin-block-start: var(--_space-1);
    }
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }

  @keyframes scan {
    0%,
    100% {
      opacity: 1;
    }

    50% {
      opacity: 0.22;
    }
  }

  @keyframes march {
    to {
      background-position-x: -50%;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .cover,
    .toast,
    .loading .mark rect,
    progress:indeterminate::-webkit-progress-bar {
      animation: none;
    }
  }
`;
