import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: var(--_space-2);
    padding: var(--_space-3);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  header {
    display: flex;
    gap: var(--_space-3);
    align-items: center;
    justify-content: space-between;
  }

  h2 {
    margin: 0;
    font: 600 var(--_text-s) / 1.2 var(--_font);
  }

  .kinds {
    display: flex;
    gap: 2px;
    padding: 2px;
    background: var(--_well);
    border-radius: 99px;
  }

  .kinds label {
    position: relative;
    padding: var(--_space-1) var(--_space-3);
    color: var(--_ink-soft);
    font: 500 var(--_text-xs) / 1.4 var(--_font);
    cursor: pointer;
    border-radius: 99px;
  }

  .kinds label:has(:checked) {
    color: var(--_ink);
    background: var(--_raised);
    box-shadow: var(--_shadow-key);
  }

  .kinds label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
  }

  .kinds input {
    position: absolute;
    inset: 0;
    cursor: pointer;
    opacity: 0;
  }

  .chart {
    flex: 1;
    min-block-size: 8rem;
    overflow: hidden;
    cursor: crosshair;
  }

  .head,
  .marker {
    position: absolute;
    inset-block: -6px 0;
    inset-inline-start: -1px;
    inline-size: 2px;
    pointer-events: none;
    background: var(--_accent);
  }

  .marker {
    inset-inline-start: 0;
    inline-size: 0;
    background: none;
    border-inline-start: 1.5px dashed var(--_ink);
  }

  .u-select {
    background: var(--_accent-wash);
    border-inline: 1px solid var(--_accent);
  }

  .u-cursor-x {
    border-inline-end-color: var(--_ink-faint);
  }

  .preview {
    position: absolute;
    inset-block-end: calc(100% - var(--_space-6) * 2);
    inset-inline-start: var(--_space-3);
    z-index: 2;
    display: grid;
    gap: var(--_space-1);
    padding: var(--_space-1);
    pointer-events: none;
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    box-shadow: var(--_shadow-float);
  }

  .preview canvas {
    display: block;
    max-inline-size: 200px;
    block-size: 90px;
    border-radius: var(--_radius-xs);
  }

  .preview .caption {
    text-align: center;
  }

  .means p {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    margin: 0;
  }

  .means .button {
    min-block-size: calc(var(--_unit) * 6);
  }

  .means ul {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-4);
    margin: 0;
    padding: 0;
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
    list-style: none;
  }

  .means b {
    color: var(--_ink);
    font-weight: 600;
  }

  .swatch {
    inline-size: 0.75em;
    block-size: 0.75em;
  }
`;
