import { css } from 'lit';

/** Always dark: a wall in a dim room, whatever the machine's own scheme. Sizes go by the screen, to be read at four metres. */
export const styles = css`
  :host {
    position: fixed;
    inset: 0;
    z-index: 10;
    display: block;
    overflow: hidden;
    color: #f0efeb;
    font-family: var(--_font);
    color-scheme: dark;
    pointer-events: none;
    -webkit-user-select: none;
    user-select: none;
  }

  .frame {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template: 'sign sign' auto '. .' minmax(0, 1fr) 'words privacy' auto 'strip strip' auto / minmax(0, 1fr) auto;
    gap: 3.4vmin 6vmin;
    padding: 4.5vmin;
  }

  .scrim {
    position: absolute;
    inset: -40px;
    background:
      linear-gradient(to top, #07080af5 0, #07080acc 22%, #07080a00 58%),
      linear-gradient(to bottom, #07080a80, #07080a00 16%);
  }

  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 1.6vmin 2vmin;
    margin-block-start: 2.4vmin;
  }

  .ways:not(:has(*)) {
    display: none;
  }

  .way {
    min-block-size: max(7vmin, 56px);
    padding: 0 3vmin;
    color: #07080a;
    font: 600 max(2.6vmin, 17px) / 1 var(--_font);
    background: #f0efeb;
    border: 0;
    border-radius: 99px;
    pointer-events: auto;
  }

  .way:focus-visible {
    outline: 3px solid #ffffff;
    outline-offset: 4px;
  }

  .corner {
    position: absolute;
    inset: 0 auto auto 0;
    inline-size: max(12vmin, 96px);
    block-size: max(12vmin, 96px);
    pointer-events: auto;
    touch-action: none;
  }

  .sign {
    position: relative;
    grid-area: sign;
    display: flex;
    gap: 0.6em;
    align-items: center;
    /* the corner on the left is the keeper's */
    justify-self: right;
    margin: 0;
    color: #dcdbd7;
    font-size: max(2.4vmin, 15px);
  }

  .sign i {
    inline-size: 0.62em;
    block-size: 0.62em;
    background: #ff7a3d;
    border-radius: 50%;
    animation: breathe 2.8s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }

  .words {
    position: relative;
    grid-area: words;
  }

  h1 {
    max-inline-size: 16em;
    margin: 0;
    font-weight: 650;
    font-size: clamp(34px, 8.4vmin, 220px);
    line-height: 1.02;
    letter-spacing: -0.032em;
    text-wrap: balance;
  }

  /* scripts that join their letters are torn apart by a tight setting, and stand taller */
  [dir='rtl'] h1,
  h1:dir(rtl) {
    line-height: 1.3;
    letter-spacing: normal;
  }

  .invitation {
    margin: 0.55em 0 0;
    color: #dcdbd7;
    font-size: clamp(18px, 3.5vmin, 92px);
    line-height: 1.25;
    text-wrap: balance;
  }

  .privacy {
    position: relative;
    grid-area: privacy;
    display: flex;
    gap: 0.6em;
    align-items: center;
    align-self: end;
    max-inline-size: 22em;
    margin: 0;
    color: #dcdbd7;
    font-size: max(2.4vmin, 15px);
    line-height: 1.3;
  }

  .privacy svg {
    flex: none;
    inline-size: 1.5em;
    block-size: 1.5em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  pp-kiosk-strip {
    position: relative;
    grid-area: strip;
  }

  .attracting h1 {
    font-size: clamp(40px, 11vmin, 300px);
  }

  .mistake {
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    max-inline-size: min(38em, calc(100% - 9vmin));
    block-size: fit-content;
    margin: auto;
    padding: 1.6em 1.8em;
    color: #17181a;
    font-size: clamp(17px, 2.6vmin, 44px);
    line-height: 1.4;
    background: #f8f7f4;
    border-radius: 0.7em;
    box-shadow: 0 2vmin 8vmin #000c;
  }

  .mistake h2 {
    margin: 0 0 0.6em;
    font-weight: 650;
    font-size: 1.5em;
    line-height: 1.15;
    letter-spacing: -0.02em;
  }

  .mistake p {
    margin: 0.35em 0 0;
    overflow-wrap: anywhere;
  }

  .mistake .remedy {
    font-weight: 600;
  }

  .mistake .until {
    margin-block-start: 1.1em;
    color: #4d4e52;
    font-size: 0.86em;
  }

  .dim {
    position: absolute;
    inset: 0;
    background: #000;
    opacity: calc(1 - var(--_level, 1));
    transition: opacity 20s linear;
  }

  @media (orientation: portrait) {
    .frame {
      grid-template: 'sign' auto '.' minmax(0, 1fr) 'words' auto 'privacy' auto 'strip' auto / minmax(0, 1fr);
      gap: 3.4vmin;
      padding: 6vmin;
    }

    h1 {
      font-size: clamp(38px, 10.5vmin, 260px);
    }

    .attracting h1 {
      font-size: clamp(44px, 13vmin, 320px);
    }

    .invitation {
      font-size: clamp(19px, 4.4vmin, 110px);
    }

    .privacy,
    .sign {
      font-size: max(2.9vmin, 15px);
    }

    .scrim {
      background:
        linear-gradient(to top, #07080af5 0, #07080ad9 24%, #07080a00 54%),
        linear-gradient(to bottom, #07080a80, #07080a00 12%);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .sign i {
      animation: none;
    }

    .dim {
      transition: none;
    }
  }
`;
