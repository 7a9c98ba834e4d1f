import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Item } from './settings.ts';

/** An event of a field. */
export type Picked<T> = Event & { readonly target: T };

/** One of several. */
export function choice(
  label: string,
  name: string,
  value: string,
  items: readonly Item[],
  set: (value: string) => void,
): TemplateResult {
  return html`
    <label class="field">
      <span>${label}</span>
      <select name=${name} @change=${({ target }: Picked<HTMLSelectElement>) => set(target.value)}>
        ${items.map(
          (each) => html`<option value=${each.value} .selected=${live(each.value === value)}>${each.label}</option>`,
        )}
      </select>
    </label>
  `;
}

/** An address. @param set is called with what was written, without spaces around it */
export function textField(
  label: string,
  name: string,
  value: string,
  example: string,
  set: (value: string) => void,
): TemplateResult {
  return html`
    <label class="field">
      <span>${label}</span>
      <input
        type="text"
        name=${name}
        inputmode="url"
        placeholder=${example}
        autocomplete="off"
        spellcheck="false"
        .value=${live(value)}
        @change=${({ target }: Picked<HTMLInputElement>) => set(target.value.trim())}
      />
    </label>
  `;
}
