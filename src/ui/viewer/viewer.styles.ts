import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    position: relative;
    min-width: 0;
    min-height: 12rem;
    overflow: hidden;
    background: var(--_well);
    color: var(--_ink);
    font-family: var(--_font);
    font-size: var(--_text-m);
    line-height: 1.45;
  }

  /* an embedder who gives no height gets the shape of most pictures */
  :host(:not([controls])) {
    aspect-ratio: 16 / 9;
  }

  :host([hidden]) {
    display: none;
  }

  :host([controls]) {
    grid-template:
      'stage panel' minmax(0, 1fr)
      'bar panel' auto / minmax(0, 1fr) clamp(17rem, 23vw, 34rem);
    gap: var(--_space-3);
    padding: 0;
    overflow: visible;
    background: transparent;
  }

  .stage {
    grid-area: stage;
    position: relative;
    display: grid;
    place-items: center;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    background: #0b0c0d;
    outline-offset: -3px;
  }

  :host(:not([controls])) .stage {
    grid-area: 1 / 1;
  }

  :host([controls]) .stage {
    min-height: 14rem;
    border-radius: var(--_radius);
  }

  .stage:focus-visible {
    outline: 3px solid var(--_accent);
  }

  /* what lies behind a cut-out */
  .stage.transparent .picture {
    background: repeating-conic-gradient(#2a2c2f 0% 25%, #202225 0% 50%) 0 0 / 24px 24px;
  }

  /* it shows more than may be seen, until the worker has drawn it anew */
  .stage.withheld .picture {
    visibility: hidden;
  }

  .picture {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }

  .stage.dropping::after {
    content: 'Drop a video or an image';
    position: absolute;
    inset: var(--_space-3);
    display: grid;
    place-items: center;
    border: 2px dashed var(--_accent);
    border-radius: var(--_radius-s);
    background: #0b0c0dcc;
    color: #f0efeb;
    font-size: var(--_text-l);
  }

  pp-inspector {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }

  .bar {
    grid-area: bar;
    display: grid;
    gap: var(--_space-2);
    min-width: 0;
  }

  .panel {
    grid-area: panel;
    display: grid;
    align-content: start;
    gap: var(--_space-3);
    min-height: 0;
    overflow: auto;
    scrollbar-width: thin;
  }

  @media (max-width: 52rem) {
    :host([controls]) {
      grid-template: 'stage' auto 'bar' auto 'panel' auto / minmax(0, 1fr);
    }

    :host([controls]) .stage {
      aspect-ratio: 4 / 3;
    }

    .panel {
      overflow: visible;
    }
  }

  :host(:fullscreen) {
    padding: 0;
    background: #000;
  }
`;
