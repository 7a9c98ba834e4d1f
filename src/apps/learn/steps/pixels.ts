import { html } from 'lit';
import { filled } from '../texts/texts.ts';
import type { LearnHost, StepView } from '../host.ts';
import { layLabels, paletteOf } from '../look/look.ts';
import { chanceBars } from './chances.ts';
import { oneOf } from './fields.ts';
import { lensMarks } from './lens-marks.ts';

export const pixels: StepView = {
  control(host) {
    const { texts, choices } = host;
    return oneOf(
      texts.control,
      'pixels',
      choices.pixels,
      [
        { value: 'numbers', label: texts.numbers },
        { value: 'labels', label: texts.labels },
        { value: 'chances', label: texts.chances },
      ],
      (value) => host.choose({ pixels: value }),
    );
  },
  aside(host, labelled) {
    const { texts, place, choices } = host;
    const at = 4 * (place.y * labelled.specimen.width + place.x);
    const [red = 0, green = 0, blue = 0] = labelled.specimen.image.data.subarray(at, at + 3);
    return html`
      <pp-learn-lens
        .labelled=${labelled}
        .place=${place}
        shows=${choices.pixels}
        label=${filled(texts.lens, { ...place })}
        .nameOf=${(id: number) => host.nameOf(id)}
      ></pp-learn-lens>
      <p class="figures reading">
        <b>${texts.red}</b> ${red} <b>${texts.green}</b> ${green} <b>${texts.blue}</b> ${blue}
      </p>
      ${choices.pixels === 'numbers' ? html`<p class="hint">${texts.moveLens}</p>` : chanceBars(host, labelled)}
    `;
  },
  paint({ choices }: LearnHost, { maps, model }, words) {
    if (choices.pixels !== 'numbers') layLabels(words, maps.labelMap, paletteOf(model.classes));
  },
  marks: ({ place }, { specimen }) => lensMarks(place, specimen),
  act: { label: ({ texts }) => texts.another, run: (host) => host.wander() },
};
