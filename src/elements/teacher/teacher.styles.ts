import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: teacher / inline-size;
  }

  section,
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
  }

  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  h2 {
    font: 600 var(--_text-m) / 1.3 var(--_font);
  }

  h3 {
    color: var(--_ink-soft);
    font: 500 var(--_text-s) / 1.3 var(--_font);
  }

  .guide {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--_space-2);
    text-align: center;
    font-size: var(--_text-s);
  }

  .guide b {
    font-weight: 600;
  }

  .guide svg {
    display: block;
    inline-size: 100%;
  }

  .room {
    fill: var(--_well);
  }

  .table {
    fill: var(--_line);
  }

  .cup {
    fill: var(--_line-strong);
  }

  .handle {
    fill: none;
    stroke: var(--_line-strong);
    stroke-width: 2.5;
  }

  .cup.known {
    fill: var(--_accent);
  }

  .handle.known {
    fill: none;
    stroke: var(--_accent);
  }

  .stroke {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 3;
    stroke-linecap: round;
  }

  .stroke.not {
    stroke: var(--_ink);
  }

  .step {
    min-block-size: 2.8em;
    padding: var(--_space-2) var(--_space-3);
    font-size: var(--_text-s);
    line-height: 1.4;
    overflow-wrap: anywhere;
    background: var(--_accent-wash);
    border-radius: var(--_radius-xs);
  }

  .note {
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
    line-height: 1.45;
  }

  .warning {
    color: var(--_accent-text);
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }

  .buttons .button {
    flex: 1 1 auto;
  }

  .flow .button:first-child {
    flex: 2 1 auto;
  }

  summary {
    gap: var(--_space-2);
    font: 500 var(--_text-s) / 1.3 var(--_font);
  }

  pre {
    margin: 0;
    padding: var(--_space-2);
    overflow: auto;
    font: 400 var(--_text-xs) / 1.5 var(--_mono);
    background: var(--_well);
    border-radius: var(--_radius-xs);
  }
`;
