import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: backgrounds / inline-size;
  }

  section {
    position: relative;
    display: grid;
    gap: var(--_space-2);
  }

  h2,
  p {
    margin: 0;
  }

  h2 {
    font: 600 var(--_text-m) / 1.3 var(--_font);
  }

  .tiles {
    display: grid;
    /* no narrower than a tile is that a finger can hit */
    grid-template-columns: repeat(auto-fill, minmax(max(4.25em, calc(var(--_hit) * 1.6)), 1fr));
    gap: var(--_space-1);
  }

  .own {
    position: relative;
    display: grid;
  }

  .tile {
    position: relative;
    display: block;
    min-block-size: var(--_hit);
    aspect-ratio: 16 / 10;
    overflow: hidden;
    cursor: pointer;
    border-radius: var(--_radius-xs);
    box-shadow: inset 0 0 0 1px var(--_line);
  }

  .tile input {
    position: absolute;
    /* above what it shows */
    z-index: 1;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }

  .face {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .soft {
    filter: blur(1.5px);
    scale: 1.08;
  }

  .softer {
    filter: blur(5px);
    scale: 1.25;
  }

  .near {
    scale: 2.4;
    translate: 12% -18%;
  }

  .somebody {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    fill: #17181ad9;
  }

  .plain {
    display: grid;
    place-items: center;
    color: var(--_ink-soft);
    font: 500 var(--_text-xs) / 1 var(--_font);
    background: var(--_well);
  }

  .clear {
    background: repeating-conic-gradient(#8a8d92 0% 25%, #5d6066 0% 50%) 0 0 / 14px 14px;
  }

  /* above the picture, which would cover an inner shadow of the tile */
  .tile::after {
    content: '';
    position: absolute;
    inset: 0;
    pointer-events: none;
    border-radius: inherit;
    box-shadow: inset 0 0 0 1px light-dark(#00000026, #ffffff38);
  }

  .tile:hover::after {
    box-shadow: inset 0 0 0 2px var(--_line-strong);
  }

  .tile:has(:checked)::after {
    box-shadow:
      inset 0 0 0 3px var(--_accent),
      inset 0 0 0 4px var(--_surface);
  }

  .tile:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .remove {
    position: absolute;
    z-index: 2;
    inset-block-start: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    inline-size: max(24px, calc(var(--_unit) * 6));
    block-size: max(24px, calc(var(--_unit) * 6));
    padding: 0;
    color: #ffffff;
    cursor: pointer;
    background: #0b0c0dcc;
    border: 0;
    border-start-end-radius: var(--_radius-xs);
    border-end-start-radius: var(--_radius-xs);
  }

  .remove .icon {
    inline-size: 14px;
    block-size: 14px;
  }

  .remove:hover {
    background: #0b0c0d;
  }

  .dropping .add {
    border-style: dashed;
    border-color: var(--_accent);
  }

  .note {
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
    line-height: 1.45;
  }

  @media (forced-colors: active) {
    .tile:has(:checked) {
      outline: 3px solid Highlight;
    }
  }
`;
