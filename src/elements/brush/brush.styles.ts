import { css } from 'lit';

export const styles = css`
  :host {
    position: absolute;
    inset: 0;
    display: block;
    cursor: none;
    /* a finger draws, and scrolls nothing */
    touch-action: none;
    -webkit-user-select: none;
    user-select: none;
    outline: none;
  }

  :host(:focus-visible) {
    outline: 3px solid var(--_accent);
    outline-offset: -3px;
  }

  svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    pointer-events: none;
  }

  polyline {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .laid {
    opacity: 0.62;
  }

  /* no style may stand in the markup, and a rule would go before the colour there */
  .thread {
    stroke-width: 3;
  }

  .thread.case {
    stroke: #000000b3;
    stroke-width: 5;
  }

  .thread.case.light {
    stroke: #ffffffd9;
  }

  .eraser {
    stroke-dasharray: 2 8;
  }

  .ring {
    fill: none;
  }

  .ring.outer {
    stroke: #000000b3;
    stroke-width: 4;
  }

  .ring.inner {
    stroke-width: 2;
  }
`;
