import { css } from 'lit';
import { figureStyles } from './figures.styles.ts';
import { sideStyles } from './side.styles.ts';

export const styles = [
  css`
    :host {
      display: flex;
      flex: 1;
      flex-direction: column;
      container: learn / inline-size;
    }

    .lesson {
      display: grid;
      flex: 1;
      grid-template:
        'head head' auto 'picture side' auto 'terms side' 1fr 'five five' auto / minmax(0, 1.7fr)
        minmax(20rem, 1fr);
      gap: var(--_space-3) var(--_space-6);
    }

    .head {
      display: flex;
      flex-wrap: wrap;
      grid-area: head;
      gap: var(--_space-2) var(--_space-6);
      align-items: center;
      justify-content: space-between;
    }

    nav {
      min-inline-size: 0;
    }

    ol {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1);
      margin: 0;
      padding: 0;
      list-style: none;
    }

    nav a {
      display: flex;
      gap: var(--_space-2);
      align-items: center;
      min-block-size: var(--_hit);
      padding: 0 var(--_space-3) 0 var(--_space-2);
      color: var(--_ink-soft);
      font-size: var(--_text-s);
      text-decoration: none;
      border-radius: 99px;
    }

    nav a b {
      display: grid;
      place-items: center;
      inline-size: 1.9em;
      block-size: 1.9em;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      background: var(--_well);
      border-radius: 50%;
    }

    nav a:hover {
      color: var(--_ink);
      background: var(--_hover);
    }

    nav a[aria-current] {
      color: var(--_ink);
      font-weight: 600;
    }

    nav a[aria-current] b {
      color: var(--_surface);
      background: var(--_ink);
    }

    .settings {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
    }

    pp-learn-picture {
      --_around: 15rem;
      grid-area: picture;
    }

    .side {
      display: flex;
      flex-direction: column;
      grid-area: side;
      gap: var(--_space-3);
      min-inline-size: 0;
    }

    .five {
      display: grid;
      grid-area: five;
      position: sticky;
      z-index: 1;
      inset-block-end: 0;
      grid-template-columns: 1fr 0.55fr 1.3fr 0.55fr 1fr;
      gap: var(--_space-2);
      padding-block: var(--_space-2);
      background: var(--_canvas);
    }

    .five .button {
      min-block-size: calc(var(--_hit) * 1.35);
      padding: 0 var(--_space-2);
      font-size: var(--_text-m);
      white-space: normal;
    }

    .five .button:last-child {
      flex-direction: row-reverse;
    }

    :host([wall]) {
      --_text-xs: clamp(0.9rem, 0.7rem + 0.42vw, 2rem);
      --_text-s: clamp(1rem, 0.72rem + 0.55vw, 2.4rem);
      --_text-m: clamp(1.1rem, 0.75rem + 0.7vw, 2.8rem);
      --_text-l: clamp(1.4rem, 0.9rem + 1vw, 4rem);
      --_text-xl: clamp(1.9rem, 1.2rem + 1.5vw, 6rem);
    }

    :host([wall]) .five .button {
      min-block-size: max(88px, calc(var(--_hit) * 1.9));
      font-size: var(--_text-l);
    }

    @container learn (max-width: 60rem) {
      .lesson {
        grid-template: 'head' auto 'picture' auto 'side' auto 'five' auto 'terms' auto / minmax(0, 1fr);
      }

      pp-learn-picture {
        --_around: 12rem;
      }

      nav a span {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }

      nav a {
        justify-content: center;
        min-inline-size: var(--_hit);
        padding: 0;
      }

      .settings {
        flex-wrap: nowrap;
      }

      .settings .choice :is(label, .button) {
        padding: 0 var(--_space-2);
      }

      .five {
        grid-template-columns: 0.9fr 0.5fr 1.1fr 0.5fr 1.5fr;
      }

      .five .button {
        font-size: var(--_text-s);
      }

      /* the steps stand at the top, and a row that stays would lie over the lens */
      :host(:not([wall])) .five {
        position: static;
      }

      :host(:not([wall])) .caption {
        display: none;
      }
    }
  `,
  sideStyles,
  figureStyles,
];
