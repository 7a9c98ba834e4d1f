import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { LABELLINGS, type Labelling } from '../../core/instances/instance.ts';
import { thingsObstacle } from '../../core/instances/labelling.ts';
import { labellingOf } from '../../core/instances/suited.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';

const HINTS: Readonly<Record<Labelling, string>> = {
  semantic: 'classes alone',
  instance: 'things apart and counted, the rest uncoloured',
  panoptic: 'things apart and counted, on all other classes',
};

/** What is told apart in videos opened from now on. @param model null: not known yet */
export function labellingChoice(
  chosen: Labelling | undefined,
  model: ModelSpec | null,
  choose: (labelling: Labelling | undefined) => void,
): TemplateResult {
  const why = model && thingsObstacle(model);
  const now = model ? labellingOf(chosen ?? '', model) : (chosen ?? 'semantic');
  const title = why ? `There is nothing to be told apart: ${why}.` : `${now}: ${HINTS[now]}`;
  return html`
    <label class="field" title=${title}>
      Labelling
      <select
        ?disabled=${Boolean(why)}
        @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as Labelling)}
      >
        ${LABELLINGS.map(
          (each) => html`<option value=${each} title=${HINTS[each]} .selected=${live(each === now)}>${each}</option>`,
        )}
      </select>
    </label>
    ${why ? html`<p>${title}</p>` : ''}
  `;
}
