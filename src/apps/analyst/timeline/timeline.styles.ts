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
    position: relative;
    flex: 1;
    min-block-size: 8rem;
    overflow: hidden;
    font-size: max(0.6875rem, 11px);
    cursor: crosshair;
    touch-action: pan-y;
    -webkit-user-select: none;
    user-select: none;
  }

  .canvas {
    position: absolute;
    inset: 0;
  }

  .plot {
    position: absolute;
    pointer-events: none;
  }

  .head,
  .marker {
    position: absolute;
    inset-block: -6px 0;
    inline-size: 2px;
    margin-inline-start: -1px;
    background: var(--_accent);
  }

  .marker {
    inset-block-start: 0;
    inline-size: 0;
    margin: 0;
    background: none;
    border-inline-start: 1.5px dashed var(--_ink);
  }

  .rows {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 100%;
    display: flex;
    flex-direction: column;
    inline-size: max-content;
    margin: 0;
    padding: 0;
    list-style: none;
    pointer-events: auto;
  }

  .rows li {
    position: relative;
    display: flex;
    flex: 1 1 0;
    gap: 0.35em;
    align-items: center;
    justify-content: end;
    min-block-size: 0;
    color: var(--_ink-soft);
    font: 500 1em / 1 var(--_font);
  }

  .rows .name:not(.unseen) {
    max-inline-size: 9em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .rows .key {
    flex: none;
    align-self: stretch;
    inline-size: 0.3em;
    block-size: auto;
    margin-block-end: 1px;
  }

  .u-select {
    background: var(--_accent-wash);
    box-shadow:
      inset 1px 0 var(--_accent),
      inset -1px 0 var(--_accent);
  }

  .u-cursor-x {
    border-inline-end-color: var(--_ink-faint);
  }

  .preview {
    position: absolute;
    inset-block-end: calc(100% - var(--_space-6) * 2);
    inset-inline-start: var(--_space-3);
    z-index: 2;
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

  .means {
    flex: none;
  }

  /* what does not find room on two lines is scrolled to: the chart needs the rest */
  .means ul {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-4);
    max-block-size: 3.4em;
    margin: 0;
    padding: 0;
    overflow: auto;
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
    list-style: none;
  }

  .means li {
    display: flex;
    gap: 0.4em;
    align-items: center;
    min-inline-size: 0;
  }

  .means .name {
    max-inline-size: 12em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .means b {
    color: var(--_ink);
    font-weight: 600;
  }

  .swatch {
    flex: none;
    inline-size: 0.75em;
    block-size: 0.75em;
  }
`;
