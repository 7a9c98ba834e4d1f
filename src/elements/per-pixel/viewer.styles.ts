import { css } from 'lit';
import { fullscreen } from './fullscreen.styles.ts';

/**
 * The host is a box, no more: how it is displayed, placed and sized is its page's affair. All that is ours hangs on
 * `.viewer`, which fills that box whatever it is; `.layout` asks for the room in it, not for the window's.
 */
export const styles = [
  css`
    :host {
      display: grid;
      position: relative;
      min-width: 0;
      min-height: 12rem;
      color: var(--_ink);
    }

    /* an embedder who gives no height gets the shape of most pictures */
    :host(:not([controls])) {
      overflow: hidden;
      aspect-ratio: 16 / 9;
      /* nor is it wider than its place where a height makes it so */
      max-inline-size: 100%;
      background: var(--_well);
    }

    /* what does not fit into a height that was given is scrolled to, and lies over nothing that follows */
    :host([controls]) {
      overflow: auto;
      scrollbar-width: thin;
    }

    /* whatever the page says of the display: an author's own rule beats a plain one of ours */
    :host([hidden]:not([hidden='until-found'])) {
      display: none !important;
    }

    .viewer {
      position: relative;
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      flex: 1 1 100%;
      box-sizing: border-box;
      inline-size: 100%;
      block-size: 100%;
      min-inline-size: 0;
      /* where a share of the host's height is no height */
      min-block-size: inherit;
      aspect-ratio: inherit;
      container: viewer / inline-size;
      /* where the host is as wide as its content */
      contain-intrinsic-inline-size: min(40rem, 100vw);
      color: var(--_ink);
      font: 400 var(--_text-m) / 1.45 var(--_font);
      letter-spacing: normal;
      text-align: start;
      text-indent: 0;
      text-transform: none;
      text-shadow: none;
      white-space: normal;
      word-spacing: normal;
      writing-mode: horizontal-tb;
      cursor: auto;
    }

    .layout {
      display: grid;
      grid-template: 'stage' minmax(0, 1fr) / minmax(0, 1fr);
      min-inline-size: 0;
      min-block-size: 0;
    }

    .layout.controls {
      grid-template:
        'stage panel' minmax(min(16rem, 40dvh), 1fr)
        'bar panel' auto / minmax(0, 1fr) clamp(17rem, 23cqi, 34rem);
      gap: var(--_space-3);
    }

    .stage {
      grid-area: stage;
      position: relative;
      display: grid;
      place-items: center;
      min-width: 0;
      min-height: 0;
      overflow: hidden;
      color: #f0efeb;
      background: var(--pp-stage, #0b0c0d);
      outline-offset: -3px;
      container-type: size;
    }

    /* what a page puts over it has an ink that is read on it, be it as dark as ours or not */
    @supports (color: oklch(from red l c h)) {
      .stage {
        color: oklch(from var(--pp-stage, #0b0c0d) clamp(0.2, (0.62 - l) * 1000, 0.95) 0 0);
      }
    }

    .controls .stage {
      border-radius: var(--_radius);
    }

    .stage:focus-visible {
      outline: 3px solid var(--_accent);
    }

    /* what lies behind a cut-out: as large as the picture, and not as the bars beside it */
    .backdrop {
      position: absolute;
      inset: 0;
      width: min(100cqw, 100cqh * var(--_aspect, 1));
      height: min(100cqh, 100cqw / var(--_aspect, 1));
      margin: auto;
      background: repeating-conic-gradient(#2a2c2f 0% 25%, #202225 0% 50%) 0 0 / 24px 24px;
    }

    /* it shows more than may be seen, until the worker has drawn it anew */
    .stage.withheld .picture {
      visibility: hidden;
    }

    .stage.choosing {
      cursor: pointer;
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

    /* the page's own, above the picture */
    .stage ::slotted(*) {
      position: relative;
    }

    .bar {
      grid-area: bar;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-2);
      min-width: 0;
    }

    .panel {
      grid-area: panel;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      gap: var(--_space-3);
      min-width: 0;
      /* as high as the picture and its bar, however much it holds */
      block-size: 0;
      min-block-size: 100%;
      overflow: auto;
      scrollbar-width: thin;
    }

    /* what lies beside the picture stands out from the page in every theme */
    .controls .panel > :is(pp-teacher, pp-backgrounds, pp-scale, pp-things, pp-legend, pp-hud) {
      padding: var(--_space-3);
      background: var(--_surface);
      border: 1px solid var(--_line);
      border-radius: var(--_radius-s);
    }

    @container viewer (max-width: 56rem) {
      .layout.controls {
        grid-template: 'stage' auto 'bar' auto 'panel' auto / minmax(0, 1fr);
        align-content: start;
      }

      .controls .stage {
        /* as high as its picture is at this width, never taller than what the window shows of it, and less where a height was given */
        contain-intrinsic-block-size: clamp(min(200px, 70dvh), calc(100cqi / var(--_aspect, 1.6)), 70dvh);
        min-block-size: min(200px, 70dvh);
      }

      .panel {
        block-size: auto;
        min-block-size: 0;
        overflow: visible;
      }

      /* whoever teaches needs what they draw with beside what they draw on */
      .layout.controls.teach {
        grid-template: 'stage' auto 'panel' auto 'bar' auto / minmax(0, 1fr);
      }
    }

    /* a phone that lies on its side has no room for a bar below the picture */
    @media (max-height: 480px) {
      @container viewer (min-width: 34rem) and (max-width: 64rem) {
        .layout.controls {
          grid-template: 'stage bar' auto 'panel panel' auto / minmax(0, 1.35fr) minmax(0, 1fr);
          align-items: start;
        }

        .controls .stage {
          position: sticky;
          inset-block-start: 0;
          block-size: clamp(min(160px, 70dvh), calc(56cqi / var(--_aspect, 1.6)), 80dvh);
          min-block-size: 0;
        }

        .panel {
          block-size: auto;
          min-block-size: 0;
          overflow: visible;
        }
      }
    }
  `,
  fullscreen,
];
