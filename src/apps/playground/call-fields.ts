import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { AT_ITEMS, OUTPUT_ITEMS, TYPE_ITEMS, type Call } from './call.ts';
import { choice, type Picked } from './fields.ts';

/** What the function is asked for, beside the lines that call it. @param change is given what of it is another now */
export function callFields(call: Call, change: (part: Partial<Call>) => void): TemplateResult {
  const toggle = (name: string, on: boolean): void =>
    change({ outputs: OUTPUT_ITEMS.filter((each) => (each === name ? on : call.outputs.includes(each))) });
  return html`
    <fieldset class="call">
      <legend>What segment() gives besides labels</legend>
      <div class="outputs">
        ${OUTPUT_ITEMS.map(
          (name) => html`
            <label class="check">
              <input
                type="checkbox"
                name="output"
                value=${name}
                .checked=${live(call.outputs.includes(name))}
                @change=${({ target }: Picked<HTMLInputElement>) => toggle(name, target.checked)}
              />
              ${name}
            </label>
          `,
        )}
      </div>
      ${choice('Size of the maps', 'at', call.at, AT_ITEMS, (at) => change({ at }))}
      ${choice('Numbers of the maps', 'type', call.type, TYPE_ITEMS, (type) => change({ type: type as Call['type'] }))}
      <label class="check">
        <input
          type="checkbox"
          name="into"
          .checked=${live(call.into)}
          @change=${({ target }: Picked<HTMLInputElement>) => change({ into: target.checked })}
        />
        Give each result’s memory to the next one
      </label>
    </fieldset>
  `;
}
