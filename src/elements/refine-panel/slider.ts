import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface SliderOptions {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The value for people. */
  readonly words: string;
  readonly disabled?: boolean;
  onInput(value: number): void;
}

/** A labelled slider with its value. */
export function slider(options: SliderOptions): TemplateResult {
  const { name, label, hint, value, least, most, step, words, disabled = false, onInput } = options;
  return html`
    <label class="slider" title=${hint}>
      <span>${label}</span>
      <input
        part="slider"
        type="range"
        name=${name}
        min=${least}
        max=${most}
        step=${step}
        aria-valuetext=${words}
        ?disabled=${disabled}
        .value=${live(String(value))}
        @input=${({ target }: Event & { readonly target: HTMLInputElement }) => onInput(target.valueAsNumber)}
      />
      <output>${disabled ? nothing : words}</output>
    </label>
  `;
}
