import { html, svg } from 'lit';
import type { ModelClass } from '../../../core/manifest/manifest.ts';
import { PANOPTIC_BASE, type Labelling } from '../../../core/instances/instance.ts';
import { SHADES, shadesOf } from '../../../core/instances/shade.ts';
import type { LearnHost, StepView } from '../host.ts';
import { dimmed, layLabels, mixed, paletteOf } from '../look/look.ts';
import { counted, partsOf } from '../measure/counts.ts';
import type { Labelled } from '../subject/specimen.ts';
import { filled } from '../texts/texts.ts';
import { oneOf } from './fields.ts';

/** What tells people apart, where the network at work knows people alone. */
const PEOPLE = 'people';
/** Of a colour, in 256ths. */
const LAID = { stuff: 120, thing: 190 };
/** Shades by a model's classes. */
const KNOWN = new WeakMap<readonly ModelClass[], Uint32Array>();
/** Lines of the count. */
const MOST = 7;

export const things: StepView = {
  control(host) {
    const { texts, choices } = host;
    return oneOf(
      texts.control,
      'things',
      choices.things,
      [
        { value: 'semantic', label: texts.semantic },
        { value: 'instance', label: texts.instance },
        { value: 'panoptic', label: texts.panoptic },
      ],
      (value: Labelling) => host.choose({ things: value }),
    );
  },
  aside(host, labelled) {
    const { texts, choices, number, percent } = host;
    const { maps, model } = apart(host, labelled);
    const counts = counted(choices.things, maps.shares, maps.instances ?? [], model.classes);
    const total = { semantic: texts.classes, instance: texts.things, panoptic: texts.parts }[choices.things];
    return html`
      <p class="total">${filled(total, { count: number(partsOf(choices.things, counts)) })}</p>
      <ul class="counts">
        ${counts.slice(0, MOST).map(
          ({ classId, things: many, share }) => html`
            <li>
              <svg viewBox="0 0 10 10" aria-hidden="true">
                ${svg`<rect width="10" height="10" rx="2" fill=${model.classes[classId]?.colour ?? '#888'} />`}
              </svg>
              <span class="name">${host.nameOf(classId)}</span>
              <span class="figure">${many > 0 ? `${number(many)} ×` : ''}</span>
              <span class="figure">${percent(share)}</span>
            </li>
          `,
        )}
      </ul>
      ${counts.length === 0 ? html`<p class="hint">${texts.tooFew}</p>` : ''}
    `;
  },
  paint(host, labelled, words) {
    const { maps, model } = apart(host, labelled);
    const { things: chosen } = host.choices;
    const palette = paletteOf(model.classes);
    if (chosen === 'semantic') {
      layLabels(words, maps.labelMap, palette);
      return;
    }
    const shades = KNOWN.get(model.classes) ?? shadesOf(model.classes);
    KNOWN.set(model.classes, shades);
    const panoptic = maps.panopticMap ?? new Uint32Array(words.length);
    for (let at = 0; at < words.length; at += 1) {
      const thing = panoptic[at]! % PANOPTIC_BASE;
      if (thing > 0) {
        const classId = Math.floor(panoptic[at]! / PANOPTIC_BASE);
        words[at] = mixed(words[at]!, shades[classId * SHADES + (thing % SHADES)]!, LAID.thing);
      } else if (chosen === 'panoptic') words[at] = mixed(words[at]!, palette[maps.labelMap[at]!]!, LAID.stuff);
      else words[at] = dimmed(words[at]!);
    }
  },
  marks(host, labelled) {
    if (host.choices.things === 'semantic') return svg``;
    const { maps } = apart(host, labelled);
    return svg`${(maps.instances ?? []).map(
      ({ id, box }) =>
        svg`<text x=${box.x + box.width / 2} y=${box.y + box.height / 2 + 5} text-anchor="middle">${id}</text>`,
    )}`;
  },
  act: null,
};

/** The picture by a network that tells its things apart. */
function apart(host: LearnHost, labelled: Labelled): Labelled {
  const known = labelled.model.classes.length === 2 && labelled.model.id !== PEOPLE;
  const other = known ? host.opinion(PEOPLE) : null;
  return other?.specimen === labelled.specimen ? other : labelled;
}
