import { html, svg, type SVGTemplateResult } from 'lit';
import type { LearnHost, StepView } from '../host.ts';
import { layLabels, paletteOf } from '../look/look.ts';
import { gapNear, type Gap } from '../measure/gap.ts';
import type { Labelled } from '../subject/specimen.ts';
import { filled } from '../texts/texts.ts';
import { oneOf } from './fields.ts';
import { emptyClass, largestClass } from './known-classes.ts';

export const answers: StepView = {
  control(host) {
    const { texts, choices } = host;
    return oneOf(
      texts.control,
      'answers',
      choices.answers,
      [
        { value: 'oneLabel', label: texts.oneLabel },
        { value: 'boxes', label: texts.boxes },
        { value: 'pixels', label: texts.pixels },
      ],
      (value) => host.choose({ answers: value }),
    );
  },
  aside(host, labelled) {
    const { texts } = host;
    return html`
      <dl class="answer">
        <dt>${texts.question}</dt>
        <dd>${answer(host, labelled)}</dd>
      </dl>
      <p class="reading">${found(host, labelled)}</p>
    `;
  },
  paint({ choices }, { maps, model }, words) {
    if (choices.answers === 'pixels') layLabels(words, maps.labelMap, paletteOf(model.classes));
  },
  marks(host, labelled) {
    const { answers: chosen } = host.choices;
    if (chosen === 'oneLabel') return word(host, labelled);
    return chosen === 'boxes' ? boxes(host, labelled) : gapMarks(host, gapOf(host, labelled));
  },
  act: null,
};

function answer(host: LearnHost, labelled: Labelled): string {
  const { texts, choices, number, nameOf } = host;
  if (choices.answers === 'oneLabel') return texts.cannotSayWhere;
  if (choices.answers === 'boxes') return texts.cannotSayGap;
  const gap = gapOf(host, labelled);
  const name = nameOf(emptyClass(labelled.model.classes));
  return gap ? filled(texts.gap, { pixels: number(gap.to - gap.from), name }) : filled(texts.noGap, { name });
}

function found({ choices, texts, nameOf, percent, number }: LearnHost, { maps }: Labelled): string {
  const largest = largestClass(maps.shares);
  if (choices.answers === 'oneLabel') return `${nameOf(largest)}: ${percent(maps.shares[largest] ?? 0)}`;
  const name = choices.answers === 'boxes' ? texts.boxesHere : texts.classes;
  const count =
    choices.answers === 'boxes' ? (maps.instances?.length ?? 0) : maps.shares.filter((share) => share > 0.001).length;
  return filled(name, { count: number(count) });
}

function gapOf({ place }: Pick<LearnHost, 'place'>, { maps, model, specimen }: Labelled): Gap | null {
  return gapNear(maps.labelMap, specimen, place.y, emptyClass(model.classes));
}

function word({ nameOf }: LearnHost, { maps, specimen: { width, height } }: Labelled): SVGTemplateResult {
  return svg`<text class="big" x=${width / 2} y=${height / 2 + 20} text-anchor="middle">${nameOf(largestClass(maps.shares))}</text>`;
}

function boxes({ nameOf }: LearnHost, { maps, model }: Labelled): SVGTemplateResult {
  return svg`${(maps.instances ?? []).map(
    ({ box: { x, y, width, height }, classId }) => svg`
      <rect class="under" x=${x} y=${y} width=${width} height=${height} />
      <rect class="line" x=${x} y=${y} width=${width} height=${height} stroke=${model.classes[classId]?.colour ?? '#fff'} />
      <text x=${x + 2} y=${Math.max(14, y - 6)}>${nameOf(classId)}</text>
    `,
  )}`;
}

/** An arrow from one end of the gap to the other, with its width. */
function gapMarks({ number }: LearnHost, gap: Gap | null): SVGTemplateResult {
  if (!gap) return svg``;
  const { from, to, y } = gap;
  const way = `M${from} ${y}H${to}M${from} ${y - 9}v18M${to} ${y - 9}v18`;
  return svg`
    <path class="under" d=${way} />
    <path class="line" d=${way} />
    <text class="middle" x=${(from + to) / 2} y=${y - 12} text-anchor="middle">${number(to - from)}</text>
  `;
}
