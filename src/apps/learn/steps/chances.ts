import { html, svg, type TemplateResult } from 'lit';
import type { LearnHost } from '../host.ts';
import { chancesAt } from '../lens/lens.ts';
import type { Labelled } from '../subject/specimen.ts';

/** Classes that have a bar. */
const MOST = 4;

/** What the pixel under the lens may be, as bars with their names. @param values by class; default: of the pixel itself */
export function chanceBars(
  host: LearnHost,
  { maps, model, specimen }: Labelled,
  values: readonly number[] | null = null,
): TemplateResult {
  const chances = values
    ? values
        .map((probability, classId) => ({ classId, probability }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, MOST)
    : chancesAt(maps.probabilities ?? [], specimen, host.place, MOST);
  return html`
    <ul class="bars">
      ${chances.map(
        ({ classId, probability }) => html`
          <li>
            <span class="name">${host.nameOf(classId)}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              ${svg`<rect class="rail" width="100" height="8" rx="1" />
                <rect width=${Math.max(0.5, probability * 100)} height="8" rx="1" fill=${model.classes[classId]?.colour ?? '#888'} />`}
            </svg>
            <span class="figure">${host.percent(probability)}</span>
          </li>
        `,
      )}
    </ul>
  `;
}
