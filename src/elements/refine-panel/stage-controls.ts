import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { NumberOption, Option, SwitchOption } from '../../core/refine/option.ts';
import { REFINE_STAGES, type RefineOptions } from '../../core/refine/stages.ts';
import { slider } from './slider.ts';

type Values = Readonly<Record<string, unknown>>;

export interface StageControls {
  /** What the controls show. */
  readonly refine: RefineOptions;
  /** The model's own, to which a switch goes back. */
  readonly own: RefineOptions;
  onChange(change: RefineOptions): void;
}

/** The controls of every stage that has some in this group, as the stages declare them. */
export function stageControls(group: 'Labels' | 'Edges', controls: StageControls): TemplateResult[] {
  return REFINE_STAGES.filter((stage) => stage.group === group).flatMap(({ options }) =>
    Object.entries(options).flatMap(([name, option]) => control(name, option, controls)),
  );
}

function control(name: string, option: Option, { refine, own, onChange }: StageControls): TemplateResult[] {
  const value = (refine as Values)[name];
  const change = (next: unknown): void => onChange({ [name]: next });
  if (option.kind === 'number') return numberControl(name, option, Number(value ?? 0), false, change);
  const start = ((own as Values)[name] || option.start) as Values;
  return switchControl(name, option, (value || false) as Values | false, start, change);
}

function switchControl(
  name: string,
  option: SwitchOption,
  value: Values | false,
  start: Values,
  onChange: (value: Values | false) => void,
): TemplateResult[] {
  const shown = value || (option.start as Values);
  const toggle = html`
    <label class="check">
      <input
        type="checkbox"
        name=${name}
        .checked=${live(value !== false)}
        @change=${({ target }: Event & { readonly target: HTMLInputElement }) => onChange(target.checked && start)}
      />
      ${option.label}
    </label>
  `;
  const fields = Object.entries(option.fields).flatMap(([field, each]) =>
    numberControl(field, each, Number(shown[field]), value === false, (next) => onChange({ ...shown, [field]: next })),
  );
  return [toggle, ...fields];
}

/** Nothing where a panel does not show the option. */
function numberControl(
  name: string,
  { slider: shown, least, most }: NumberOption,
  value: number,
  disabled: boolean,
  onChange: (value: number) => void,
): TemplateResult[] {
  if (!shown) return [];
  const { logarithmic = false, words, ...rest } = shown;
  const toSlider = (number: number): number => (logarithmic ? Math.log10(number) : number);
  const onInput = (position: number): void =>
    onChange(logarithmic ? Number((10 ** position).toPrecision(3)) : position);
  return [
    slider({
      name,
      ...rest,
      least: toSlider(shown.least ?? least),
      most: toSlider(shown.most ?? most),
      value: toSlider(value),
      words: words(value),
      disabled,
      onInput,
    }),
  ];
}
