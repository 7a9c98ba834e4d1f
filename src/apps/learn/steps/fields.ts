import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** One of a few, all of them to be seen. */
export function oneOf<T extends string>(
  legend: string,
  name: string,
  value: T,
  items: readonly { readonly value: T; readonly label: string }[],
  set: (value: T) => void,
): TemplateResult {
  return html`
    <fieldset class="choice">
      <legend class="unseen">${legend}</legend>
      ${items.map(
        (each) => html`
          <label>
            <input
              type="radio"
              name=${name}
              value=${each.value}
              .checked=${live(each.value === value)}
              @change=${() => set(each.value)}
            />
            <span>${each.label}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** A share from 0 to `most`. @param shown the value in words */
export function slider(
  label: string,
  value: number,
  shown: string,
  set: (value: number) => void,
  { most = 1, step = 0.01 } = {},
): TemplateResult {
  return html`
    <label class="slider">
      <span>${label} <output>${shown}</output></span>
      <input
        type="range"
        min="0"
        max=${most}
        step=${step}
        .value=${live(String(value))}
        aria-valuetext=${shown}
        @input=${({ target }: Event) => set((target as HTMLInputElement).valueAsNumber)}
      />
    </label>
  `;
}
