import { html, nothing, svg, type TemplateResult } from 'lit';
import { STEP_IDS } from './steps/step-ids.ts';
import type { Texts } from './texts/lesson-texts.ts';

/**
 * What a group at a wall walks with: back, less, what the step does, more, on.
 * @param shown which step it is, from 0 on; what the middle one does; whether the first step has a way back
 * @param press is told which of the five, from 0 on
 */
export function fiveButtons(
  texts: Texts,
  { at, act, leaves }: { readonly at: number; readonly act: string; readonly leaves: boolean },
  press: (button: number) => void,
): TemplateResult {
  const last = at === STEP_IDS.length - 1;
  const presses = [
    { label: texts.back, sign: 'm12.5 4.5-6 5.5 6 5.5' },
    { label: texts.less, sign: 'M5 10h10', quiet: true },
    { label: act, sign: '' },
    { label: texts.more, sign: 'M5 10h10M10 5v10', quiet: true },
    { label: last ? texts.again : texts.next, sign: 'm7.5 4.5 6 5.5-6 5.5' },
  ];
  return html`
    <div class="five" role="group" aria-label=${texts.lesson}>
      ${presses.map(
        ({ label, sign, quiet = false }, button) => html`
          <button
            class="button ${button === 4 ? 'primary' : ''}"
            type="button"
            ?disabled=${button === 0 && at === 0 && !leaves}
            aria-label=${quiet ? label : nothing}
            title=${quiet ? label : nothing}
            @click=${() => press(button)}
          >
            ${
              sign
                ? html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${svg`<path d=${sign} />`}</svg>`
                : nothing
            }
            ${quiet ? nothing : html`<span>${label}</span>`}
          </button>
        `,
      )}
    </div>
  `;
}
