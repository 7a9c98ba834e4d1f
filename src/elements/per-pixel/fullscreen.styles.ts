import { css } from 'lit';

/** The picture takes everything; tool bar and panel lie over it, and go away while nobody needs them. */
export const fullscreen = css`
  :host(:fullscreen) {
    padding: 0 !important;
    background: #000 !important;
    border: 0 !important;
    border-radius: 0 !important;
  }

  /* where the browser fills no screen with an element, it fills the window */
  .viewer.filling {
    position: fixed;
    inset: 0;
    z-index: 2147483647;
    inline-size: 100%;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    background: #000;
    border: 0;
    overscroll-behavior: contain;
  }

  .layout.full {
    grid-template:
      '. panel' minmax(0, 1fr)
      'bar bar' auto / minmax(0, 1fr) clamp(17rem, 22cqi, 30rem);
    gap: var(--_space-3);
    box-sizing: border-box;
    padding: max(var(--_space-3), env(safe-area-inset-top)) max(var(--_space-3), env(safe-area-inset-right))
      max(var(--_space-3), env(safe-area-inset-bottom)) max(var(--_space-3), env(safe-area-inset-left));
    color: var(--_ink);
    color-scheme: dark;
    background: #000;
  }

  .full .stage {
    position: absolute;
    inset: 0;
    block-size: auto;
    color: #f0efeb;
    background: #000;
    border-radius: 0;
  }

  .full :is(.bar, .panel) {
    position: relative;
    z-index: 1;
    padding: var(--_space-3);
    overflow: auto;
    background: color-mix(in srgb, var(--_canvas) 88%, transparent);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow-float);
    -webkit-backdrop-filter: blur(14px) saturate(1.2);
    backdrop-filter: blur(14px) saturate(1.2);
    scrollbar-width: thin;
    transition: opacity var(--_slow) var(--_ease);
  }

  .full .bar {
    max-block-size: 60dvh;
  }

  .full .panel {
    align-self: start;
    block-size: auto;
    min-block-size: 0;
    max-block-size: 100%;
  }

  /* unseen, yet still there for a screen reader and the Tab key, which bring them back */
  .full.idle {
    cursor: none;
  }

  .full.idle :is(.bar, .panel) {
    pointer-events: none;
    opacity: 0;
  }

  /* where bar and panel are, no notice is read */
  .full pp-status {
    --_notice-place: start start;
  }

  .full:has(.panel) pp-status {
    --_notice-aside: calc(clamp(17rem, 22cqi, 30rem) + var(--_space-3));
  }

  @container viewer (max-width: 48rem) {
    .layout.full {
      grid-template: '.' minmax(0, 1fr) 'panel' auto 'bar' auto / minmax(0, 1fr);
    }

    .full:has(.panel) pp-status {
      --_notice-aside: 0px;
    }

    /* beside its bar a phone has room for the picture alone, but for what its visitor has just opened */
    .full .panel:not(:has(pp-refine)),
    .full .panel > :not(pp-refine) {
      display: none;
    }

    .full .panel {
      max-block-size: 40dvh;
    }
  }
`;
