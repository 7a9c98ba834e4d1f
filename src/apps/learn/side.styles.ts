import { css } from 'lit';

/** What stands beside the picture: words, the control, figures. */
export const sideStyles = css`
  h1,
  h2,
  p,
  dl,
  ul,
  figure {
    margin: 0;
  }

  h1,
  h2 {
    font: 650 var(--_text-xl) / 1.1 var(--_font);
    letter-spacing: -0.02em;
    text-wrap: balance;
  }

  /* it is led to, and nothing can be done with it */
  :is(h1, h2):focus-visible {
    outline: none;
  }

  pp-learn-lens {
    inline-size: 100%;
    max-inline-size: max(20rem, 52dvh);
  }

  .say {
    font-size: var(--_text-l);
    line-height: 1.35;
    text-wrap: pretty;
  }

  .aside {
    display: grid;
    gap: var(--_space-3);
  }

  .hint,
  legend.hint {
    padding: 0;
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .reading {
    font-size: var(--_text-m);
    text-wrap: pretty;
  }

  .reading b {
    color: var(--_ink-soft);
    font-weight: 500;
  }

  .reading b:not(:first-child) {
    margin-inline-start: 0.7em;
  }

  .total {
    font: 650 var(--_text-l) / 1.25 var(--_font);
    font-variant-numeric: tabular-nums;
  }

  .error {
    padding: var(--_space-3);
    color: var(--_ink);
    background: var(--_accent-wash);
    border-radius: var(--_radius-s);
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  /* they share the width */
  .choice label {
    flex: 1 0 auto;
  }

  .choice .button {
    flex: none;
    min-block-size: calc(var(--_hit) - 6px);
    border-radius: var(--_radius-xs);
  }

  .choice .button:not(.on) {
    color: var(--_ink-soft);
    font-weight: 400;
  }

  .slider {
    display: grid;
    font-size: var(--_text-m);
  }

  .slider span {
    display: flex;
    gap: var(--_space-2);
    justify-content: space-between;
  }

  output {
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }

  .terms {
    display: grid;
    gap: var(--_space-1);
    grid-area: terms;
    align-content: start;
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .terms div {
    display: block;
  }

  .terms dt,
  .terms dd {
    display: inline;
    margin: 0;
  }

  .terms dt {
    color: var(--_ink);
    font-weight: 600;
  }

  .terms dt::after {
    content: ':';
  }

  @container learn (max-width: 60rem) {
    .say {
      font-size: var(--_text-m);
    }

    /* all of it is seen below the picture that it is of */
    pp-learn-lens {
      max-inline-size: 21rem;
    }
  }
`;
