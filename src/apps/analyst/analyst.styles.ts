import { css } from 'lit';
import { phone } from './teach/phone.styles.ts';

const page = css`
  /* It fills what the page leaves it; its content asks for nothing, so that the page is as high as the window. */
  :host {
    position: relative;
    display: block;
    flex: 1;
    min-block-size: 38rem;
    min-inline-size: 0;
    container: analyst / inline-size;
  }

  .page {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template-rows: minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr) clamp(19rem, 26cqi, 34rem);
    gap: var(--_space-3);
  }

  .work {
    display: grid;
    grid-template-rows: minmax(10rem, 1fr) auto auto minmax(min-content, 38%);
    grid-auto-rows: auto;
    gap: var(--_space-2);
    min-block-size: 0;
    min-inline-size: 0;
    overflow: auto;
  }

  /* what is counted stands below the timeline, and the picture stays the largest of all */
  .work:has(pp-counts:not([hidden])) {
    grid-template-rows: minmax(10rem, 1fr) auto auto minmax(min-content, 27%);
  }

  /* positioned: what is hidden in it (file inputs, words for screen readers) scrolls with it, and not the page */
  aside {
    position: relative;
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

  aside > .away {
    display: none;
  }

  aside > * + * {
    padding-block-start: var(--_space-4);
    border-block-start: 1px solid var(--_line);
  }

  .open {
    display: grid;
    grid-template-columns: minmax(0, max-content);
    grid-column: 1 / -1;
    place-content: safe center;
    justify-items: center;
    gap: var(--_space-3);
    padding: var(--_space-6);
    text-align: center;
    background: var(--_surface);
    border: 1.5px dashed var(--_line-strong);
    border-radius: var(--_radius);
  }

  /* as wide as its controls need when they are shown, and no wider than the page */
  .open pp-analysis-options {
    --_options-justify: center;
    inline-size: min(62rem, calc(100cqi - 2 * var(--_space-6) - 4px));
  }

  .open pp-queue {
    inline-size: min(100%, 34rem);
    text-align: start;
  }

  .try {
    display: grid;
    grid-template-columns: min(36%, 11rem) minmax(0, 1fr);
    gap: var(--_space-3);
    align-items: center;
    max-inline-size: 34rem;
    padding: var(--_space-2);
    color: var(--_ink-soft);
    font: 400 var(--_text-s) / 1.4 var(--_font);
    text-align: start;
    cursor: pointer;
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow-key);
  }

  .try:hover {
    background: var(--_hover);
  }

  .try img {
    display: block;
    inline-size: 100%;
    block-size: auto;
    border-radius: var(--_radius-s);
  }

  .try b {
    display: block;
    color: var(--_ink);
    font-weight: 600;
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
    text-wrap: balance;
    margin: 0;
    color: var(--_ink-soft);
  }

  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
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
    overflow-wrap: anywhere;
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
    grid-template-columns: minmax(0, 1fr);
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

  pp-filmstrip {
    block-size: calc(var(--_unit) * 12);
    margin-inline: calc(var(--_space-3) + 1px);
  }

  /* one below the other, and the page scrolls */
  @container analyst (inline-size < 56rem) {
    .page {
      position: relative;
      display: flex;
      flex-direction: column;
      min-block-size: 38rem;
    }

    .work {
      display: flex;
      flex-direction: column;
      overflow: visible;
    }

    .open {
      flex: 1;
      min-block-size: 30rem;
    }

    pp-screen {
      flex: none;
      max-block-size: 70dvh;
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

export const styles = [page, phone];
