import { html, svg, type TemplateResult } from 'lit';
import { licenceInWords } from '../../../core/manifest/catalog.ts';
import { perceptualRamp } from '../../../core/labels/palette.ts';
import { offeredPartners } from '../../../live/offered-models.ts';
import type { LearnHost, StepView } from '../host.ts';
import { dimmed, layLabels, mixed, paletteOf } from '../look/look.ts';
import type { Labelled } from '../subject/specimen.ts';
import { filled } from '../texts/texts.ts';
import { chanceBars } from './chances.ts';
import { oneOf, slider } from './fields.ts';
import { gameAside, gameMarks, paintGame } from './game-view.ts';
import { lensMarks } from './lens-marks.ts';

const RAMP = perceptualRamp();
const WHITE = 0xff_ff_ff_ff;
/** Of entropy's colours over the grey picture, in 256ths. */
const HEAT = 190;

export const doubt: StepView = {
  control(host) {
    const { texts, choices } = host;
    return oneOf(
      texts.control,
      'doubt',
      choices.doubt,
      [
        { value: 'doubt', label: texts.doubt },
        { value: 'edges', label: texts.edges },
        { value: 'networks', label: texts.networks },
        { value: 'you', label: texts.you },
      ],
      (value) => host.choose({ doubt: value }),
    );
  },
  aside(host, labelled) {
    const { doubt: chosen } = host.choices;
    if (chosen === 'you') return gameAside(host, labelled);
    if (chosen === 'networks') return networks(host, labelled);
    return chosen === 'edges' ? edges(host) : doubts(host, labelled);
  },
  paint(host, labelled, words) {
    const { doubt: chosen } = host.choices;
    const { maps, model, raw, specimen } = labelled;
    if (chosen === 'you') paintGame(host, labelled, words);
    else if (chosen === 'edges') {
      const palette = paletteOf(model.classes);
      const border = Math.round(host.split * specimen.width);
      const { labelMap } = maps;
      const shown = labelMap.map((label, at) => (at % specimen.width < border ? raw[at]! : label));
      layLabels(words, shown, palette, { share: 190 });
    } else if (chosen === 'networks') paintDisagreement(host, labelled, words);
    else {
      for (let at = 0; at < words.length; at += 1) {
        const heat = RAMP[Math.round((maps.entropy?.[at] ?? 0) * 255)]!;
        words[at] = mixed(words[at]!, heat, HEAT);
      }
    }
  },
  marks(host, labelled) {
    const { doubt: chosen } = host.choices;
    const { width, height } = labelled.specimen;
    if (chosen === 'you') return gameMarks(host);
    if (chosen !== 'edges') return lensMarks(host.place, labelled.specimen);
    const x = host.split * width;
    return svg`
      <path class="under" d="M${x} 0V${height}" /><path class="line" d="M${x} 0V${height}" />
      <text x=${x - 10} y=${height - 14} text-anchor="end">${host.split > 0.15 ? host.texts.raw : ''}</text>
      <text x=${x + 10} y=${height - 14}>${host.split < 0.85 ? host.texts.refined : ''}</text>
    `;
  },
  act: { label: ({ texts }) => texts.another, run: (host) => host.wander() },
};

function doubts(host: LearnHost, labelled: Labelled): TemplateResult {
  const { texts, place } = host;
  const { maps, specimen } = labelled;
  const at = place.y * specimen.width + place.x;
  return html`
    <pp-learn-lens
      .labelled=${labelled}
      .place=${place}
      shows="doubt"
      label=${filled(texts.lens, { ...place })}
      .nameOf=${(id: number) => host.nameOf(id)}
    ></pp-learn-lens>
    <p class="figures reading">
      <b>${texts.confidence}</b> ${host.percent(maps.confidence?.[at] ?? 0)} <b>${texts.entropy}</b> ${host.number(
        Math.round((maps.entropy?.[at] ?? 0) * 100) / 100,
      )}
    </p>
    ${chanceBars(host, labelled)}
  `;
}

function edges(host: LearnHost): TemplateResult {
  const { texts, split, percent } = host;
  return slider(texts.split, split, `${texts.raw} ${percent(split)}`, (share) => host.setSplit(share));
}

function partnerOf(host: LearnHost, { model }: Labelled): Labelled | null {
  const [partner] = offeredPartners(model.id);
  return partner ? host.opinion(partner.id) : null;
}

function networks(host: LearnHost, labelled: Labelled): TemplateResult {
  const { texts, place, nameOf } = host;
  const other = partnerOf(host, labelled);
  if (!other) return html`<p class="hint" role="status">${texts.loading}</p>`;
  const at = place.y * labelled.specimen.width + place.x;
  const pixels = labelled.maps.labelMap.length;
  let differ = 0;
  for (let k = 0; k < pixels; k += 1) differ += Number(labelled.maps.labelMap[k] !== other.maps.labelMap[k]);
  return html`
    <p class="total">${filled(texts.disagree, { percent: host.percent(differ / pixels, 1) })}</p>
    <ul class="plain reading">
      ${[labelled, other].map(
        ({ model, maps }) => html`
          <li>
            ${filled(texts.says, { network: model.title, name: nameOf(maps.labelMap[at] ?? 0) })}
            <span class="hint">${licenceInWords(model.licence)}</span>
          </li>
        `,
      )}
    </ul>
  `;
}

function paintDisagreement(host: LearnHost, labelled: Labelled, words: Uint32Array): void {
  const other = partnerOf(host, labelled);
  const palette = paletteOf(labelled.model.classes);
  for (let at = 0; at < words.length; at += 1) {
    const label = labelled.maps.labelMap[at]!;
    const same = !other || other.maps.labelMap[at] === label;
    words[at] = same ? mixed(dimmed(words[at]!), palette[label]!, 70) : WHITE;
  }
}
