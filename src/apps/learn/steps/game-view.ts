import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { RADII } from '../game/game.ts';
import { UNPAINTED } from '../game/scoring.ts';
import type { LearnHost } from '../host.ts';
import { dimmed, mixed, paletteOf } from '../look/look.ts';
import type { Labelled } from '../subject/specimen.ts';
import { filled } from '../texts/texts.ts';
import { oneOf } from './fields.ts';

const WRONG = 0xff_32_2d_e6;
const PAINT = 165;

/** Beside the picture: what to paint with, then the scores. */
export function gameAside(host: LearnHost, labelled: Labelled): TemplateResult {
  const { phase } = host.game;
  if (phase === 'painting') return painting(host);
  if (!labelled.specimen.truth) return html`<p class="hint">${host.texts.needsStreet}</p>`;
  return html`${phase === 'scored' ? scores(host) : ''}
    <div class="row">
      <button class="button primary" type="button" @click=${() => host.game.begin(labelled, true) && host.freeze()}>
        ${host.texts.start}
      </button>
      <button class="button" type="button" @click=${() => host.game.begin(labelled, false) && host.freeze()}>
        ${host.texts.startUntimed}
      </button>
    </div>
    <p class="hint">${host.texts.paintKeys}</p>`;
}

function painting(host: LearnHost): TemplateResult {
  const { texts, game, nameOf } = host;
  const { left, labelled, classId } = game;
  return html`
    ${left === null ? '' : html`<p class="total" role="timer">${filled(texts.seconds, { seconds: left })}</p>`}
    <fieldset class="palette">
      <legend class="hint">${texts.paintWith}</legend>
      ${labelled?.model.classes.map(
        ({ id, colour }) => html`
          <label>
            <input type="radio" name="paint" .checked=${live(id === classId)} @change=${() => game.choose(id)} />
            <svg viewBox="0 0 10 10" aria-hidden="true">
              ${svg`<rect width="10" height="10" rx="2" fill=${colour} />`}
            </svg>
            ${nameOf(id)}
          </label>
        `,
      )}
    </fieldset>
    ${oneOf(
      texts.brush,
      'brush',
      String(game.radius),
      texts.brushes.map((label, at) => ({ value: String(RADII[at]), label })),
      (radius) => game.size(Number(radius)),
    )}
    <button class="button primary wide" type="button" @click=${() => game.finish()}>${texts.done}</button>
  `;
}

function scores({ texts, game, percent }: LearnHost): TemplateResult {
  const rows = [
    { who: texts.score, score: game.yours, title: texts.yourErrors, errors: game.yourErrors },
    { who: texts.network, score: game.its, title: texts.itsErrors, errors: game.itsErrors },
  ];
  return html`
    <div class="pair" role="status">
      ${rows.map(
        ({ who, score, title, errors }) => html`
          <figure>
            <pp-learn-thumb .image=${game.labelled ? errorPicture(game.labelled, errors) : null}></pp-learn-thumb>
            <figcaption>
              <b class="score">${who}: ${percent(score?.miou ?? 0, 1)}</b>
              <span>IoU. ${filled(texts.right, { percent: percent(score?.right ?? 0) })}</span>
              <span class="hint">${title}. ${texts.wrong}.</span>
            </figcaption>
          </figure>
        `,
      )}
    </div>
  `;
}

function errorPicture({ specimen: { image, width, height } }: Labelled, errors: Uint8Array): ImageData {
  const words = Uint32Array.from(new Uint32Array(image.data.buffer), (word, at) =>
    errors[at] ? mixed(dimmed(word), WRONG, 210) : dimmed(word),
  );
  return new ImageData(new Uint8ClampedArray(words.buffer), width, height);
}

/** What was painted, over the frozen frame; then what of it is wrong. */
export function paintGame({ game }: LearnHost, labelled: Labelled, words: Uint32Array): void {
  if (!game.labelled || game.labelled.specimen !== labelled.specimen) return;
  const palette = paletteOf(labelled.model.classes);
  const scored = game.phase === 'scored';
  for (let at = 0; at < words.length; at += 1) {
    const label = game.labels[at] ?? UNPAINTED;
    if (scored && game.yourErrors[at]) words[at] = mixed(dimmed(words[at]!), WRONG, 190);
    else if (label !== UNPAINTED) words[at] = mixed(words[at]!, palette[label]!, PAINT);
  }
}

export function gameMarks({ game, place }: LearnHost): SVGTemplateResult {
  if (game.phase !== 'painting') return svg``;
  return svg`<circle class="under" cx=${place.x} cy=${place.y} r=${game.radius} />
    <circle class="line" cx=${place.x} cy=${place.y} r=${game.radius} />`;
}
