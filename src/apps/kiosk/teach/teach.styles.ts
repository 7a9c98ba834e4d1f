import { css } from 'lit';

/** Always dark, as the screen that it lies over. Sizes go by the screen. */
export const styles = css`
  :host {
    position: fixed;
    inset: 0;
    z-index: 20;
    display: block;
    color: #f0efeb;
    color-scheme: dark;
    background: #07080a;
    -webkit-user-select: none;
    user-select: none;
    touch-action: manipulation;
  }

  .teach {
    display: grid;
    grid-template:
      'stage steps' auto 'stage side' minmax(0, 1fr) 'stage presses' auto / minmax(0, 1fr)
      clamp(17rem, 30vw, 60rem);
    gap: 3vmin;
    block-size: 100%;
    padding: 3vmin;
  }

  .steps {
    display: flex;
    flex-wrap: wrap;
    grid-area: steps;
    gap: 0.4em 1.4em;
    margin: 0;
    padding: 0;
    color: #a9a9a6;
    font-size: max(2.2vmin, 15px);
    list-style: none;
  }

  .steps li {
    display: flex;
    gap: 0.5em;
    align-items: center;
  }

  .steps b {
    display: grid;
    place-items: center;
    inline-size: 1.9em;
    block-size: 1.9em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    background: #24262a;
    border-radius: 50%;
  }

  .steps [aria-current] {
    color: #f0efeb;
    font-weight: 600;
  }

  .steps [aria-current] b {
    color: #07080a;
    background: #ff7a3d;
  }

  .stage {
    position: relative;
    grid-area: stage;
    min-inline-size: 0;
    min-block-size: 0;
    overflow: hidden;
    background: #121315;
    border-radius: 1.4vmin;
  }

  canvas,
  .lines {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }

  .lines polyline {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
    opacity: 0.62;
  }

  .count {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    margin: 0;
    font-weight: 700;
    font-size: 34vmin;
    line-height: 1;
    font-variant-numeric: tabular-nums;
    text-shadow: 0 0 4vmin #000c;
    pointer-events: none;
  }

  .side {
    display: flex;
    flex-direction: column;
    grid-area: side;
    gap: 2.4vmin;
    min-block-size: 0;
  }

  h1 {
    margin: 0;
    font-weight: 650;
    font-size: clamp(24px, 4.6vmin, 120px);
    line-height: 1.12;
    letter-spacing: -0.02em;
    text-wrap: balance;
    outline: none;
  }

  .more {
    margin: 0;
    color: #dcdbd7;
    font-size: clamp(16px, 2.8vmin, 72px);
    line-height: 1.3;
  }

  .more:empty {
    display: none;
  }

  .left {
    margin: 0;
    color: #ff7a3d;
    font-weight: 650;
    font-size: clamp(40px, 12vmin, 300px);
    line-height: 1;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.03em;
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0 0 1vmin;
    color: #c9c9c6;
    font-size: max(2.2vmin, 15px);
  }

  .key {
    flex: 1 1 0;
    min-block-size: max(8vmin, 64px);
    padding: 0 2vmin;
    font-size: max(2.6vmin, 17px);
  }

  .presses {
    display: flex;
    flex-wrap: wrap;
    grid-area: presses;
    gap: 1.6vmin;
  }

  .presses .button {
    flex: 1 1 40%;
    min-block-size: max(9vmin, 72px);
    padding: 0.4em 0.6em;
    font-weight: 600;
    font-size: max(2.6vmin, 17px);
    line-height: 1.15;
    white-space: normal;
  }

  /* on is where the hand rests, and as wide as two */
  .presses .primary {
    flex-basis: 100%;
    min-block-size: max(12vmin, 88px);
    font-size: max(3.4vmin, 20px);
  }

  .presses .primary:not(:disabled) {
    color: #17181a;
    background: #ff7a3d;
    border-color: #ff7a3d;
  }

  .over {
    grid-template: 'side' minmax(0, 1fr) 'presses' auto / minmax(0, 60rem);
    justify-content: center;
  }

  .over :is(.steps, .stage) {
    display: none;
  }

  .over .side {
    justify-content: center;
    text-align: center;
  }

  :focus-visible {
    outline: 3px solid #ffffff;
    outline-offset: 3px;
  }

  @media (orientation: portrait) {
    .teach:not(.over) {
      grid-template: 'steps' auto 'stage' minmax(0, 1fr) 'side' auto 'presses' auto / minmax(0, 1fr);
    }
  }
`;
