import { css } from 'lit';

/** Bars, counts, pictures in pairs and maps. */
export const figureStyles = css`
  .bars,
  .counts,
  .plain {
    display: grid;
    gap: var(--_space-1);
    padding: 0;
    list-style: none;
  }

  .bars li,
  .counts li {
    display: grid;
    gap: var(--_space-3);
    align-items: center;
    font-size: var(--_text-s);
  }

  .bars li {
    grid-template-columns: minmax(6em, 8em) 1fr 3.4em;
  }

  .counts li {
    grid-template-columns: 1.1em 1fr 3.4em 3.4em;
  }

  .bars svg {
    inline-size: 100%;
    block-size: 0.8em;
  }

  .bars .rail {
    fill: var(--_well);
  }

  .counts svg,
  .palette svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }

  .name {
    overflow-wrap: anywhere;
  }

  .figure {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .answer {
    padding: var(--_space-3) var(--_space-4);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  .answer dt {
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .answer dd {
    margin: var(--_space-1) 0 0;
    font-size: var(--_text-m);
    font-weight: 600;
    text-wrap: pretty;
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--_space-3);
  }

  figure {
    display: grid;
    gap: var(--_space-1);
  }

  .pair pp-learn-thumb {
    border-radius: var(--_radius-s);
  }

  figcaption {
    display: grid;
    font-size: var(--_text-s);
  }

  .score {
    font-size: var(--_text-l);
    font-variant-numeric: tabular-nums;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }

  .row .button {
    flex: 1;
  }

  .wide {
    inline-size: 100%;
  }

  .maps {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--_space-2);
  }

  .maps legend {
    margin-block-end: var(--_space-2);
  }

  .maps label {
    position: relative;
    overflow: hidden;
    border-radius: var(--_radius-xs);
    cursor: pointer;
  }

  .maps label:has(:checked) {
    box-shadow: 0 0 0 3px var(--_accent);
  }

  .maps label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 4px;
  }

  .maps input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    cursor: pointer;
    opacity: 0;
  }

  .times {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--_space-1) var(--_space-3);
    padding: var(--_space-3) var(--_space-4);
    font-size: var(--_text-s);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  .times dd {
    margin: 0;
    font-weight: 650;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .palette {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8.5em, 1fr));
    gap: 2px var(--_space-2);
  }

  .palette label {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: max(28px, calc(var(--_hit) * 0.8));
    font-size: var(--_text-s);
    cursor: pointer;
  }

  .palette input {
    inline-size: 1.15em;
    block-size: 1.15em;
    accent-color: var(--_accent);
  }
`;
