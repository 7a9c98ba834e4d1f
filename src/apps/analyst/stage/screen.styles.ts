import { css } from 'lit';

export const styles = css`
  :host {
    position: relative;
    display: block;
    min-block-size: 0;
    overflow: hidden;
    background: #0b0c0d;
    container-type: inline-size;
    border-radius: var(--_radius);
  }

  .pictures {
    display: grid;
    gap: 2px;
    inline-size: 100%;
    block-size: 100%;
  }

  .pictures.two {
    grid-template-columns: 1fr 1fr;
  }

  .pictures:focus-visible {
    outline-offset: -2px;
  }

  figure {
    position: relative;
    min-inline-size: 0;
    min-block-size: 0;
    margin: 0;
  }

  canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    cursor: crosshair;
  }

  @container (inline-size < 30rem) {
    .pictures.two {
      grid-template-columns: none;
      grid-template-rows: 1fr 1fr;
    }
  }

  figcaption {
    position: absolute;
    inset-block-start: var(--_space-2);
    inset-inline-start: var(--_space-2);
    max-inline-size: calc(100% - var(--_space-2) * 2);
    padding: var(--_space-1) var(--_space-2);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: #f0efeb;
    font: 500 var(--_text-xs) / 1.3 var(--_mono);
    background: #131416d9;
    border-radius: var(--_radius-xs);
  }

  .marked {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }

  svg.marked {
    inline-size: 100%;
    block-size: 100%;
    fill: none;
    stroke-width: 2.5;
    filter: drop-shadow(0 0 1px #000000) drop-shadow(0 0 3px #000000);
  }

  .marked.name {
    inset: 0 auto auto 0;
    padding: 1px var(--_space-1);
    color: #f0efeb;
    font: 600 var(--_text-xs) / 1.3 var(--_font);
    white-space: nowrap;
    background: #131416eb;
    border-radius: var(--_radius-xs);
  }

  .bubble,
  .cross {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    pointer-events: none;
  }

  .bubble {
    display: grid;
    grid-template-columns: auto auto;
    gap: 2px var(--_space-3);
    align-items: center;
    padding: var(--_space-2) var(--_space-3);
    color: #b2b3b7;
    font-size: var(--_text-xs);
    background: #131416eb;
    border: 1px solid #ffffff2e;
    border-radius: var(--_radius-s);
    box-shadow: var(--_shadow-float);
  }

  .bubble strong {
    max-inline-size: 14em;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: #f0efeb;
    font: 600 var(--_text-s) / 1.3 var(--_font);
  }

  .bubble b {
    color: #f0efeb;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .swatch {
    inline-size: 0.9em;
    block-size: 0.9em;
    justify-self: end;
  }

  .cross {
    inline-size: 20px;
    block-size: 20px;
    margin: -10px;
    fill: none;
    stroke: #ffffff;
    stroke-width: 1.5;
    filter: drop-shadow(0 0 1px #000000) drop-shadow(0 0 2px #000000);
  }
`;
