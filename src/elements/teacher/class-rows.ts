import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import { percent } from '../format.ts';
import { closeIcon, eraserIcon } from '../icons/icons.ts';
import type { Brush, TeachAct } from './act.ts';
import { brushName, strokeWords } from './words.ts';

type Typed = Event & { readonly target: HTMLInputElement };

interface ClassRowsState {
  /** The background first. */
  readonly classes: readonly TaughtClass[];
  /** By their ids. */
  readonly strokesOf: readonly number[];
  /** Of the picture, by their ids; null: nothing is labelled. */
  readonly shares: ArrayLike<number> | null;
  readonly brush: Brush;
  act(act: TeachAct): void;
}

/** What can be stroked: things with their names and colours, what they are not, and an eraser. */
export function classRows(state: ClassRowsState): TemplateResult {
  const { classes } = state;
  return html`
    <div class="rows" part="list" role="radiogroup" aria-label="What you draw over">
      ${classes.map((each, id) => (id === 0 ? nothing : thing(each, id, state)))} ${notIt(state)} ${eraser(state)}
    </div>
  `;
}

function thing({ name, colour }: TaughtClass, id: number, state: ClassRowsState): TemplateResult {
  const { strokesOf, shares, act } = state;
  return html`
    <div class="row ${id === state.brush ? 'chosen' : ''}">
      ${choice(id, name, state)}
      <input
        class="colour"
        type="color"
        aria-label=${`Colour of ${name}`}
        title="Colour"
        .value=${live(colour)}
        @change=${({ target }: Typed) => act({ act: 'change', id, colour: target.value })}
      />
      <input
        class="name"
        type="text"
        dir="auto"
        maxlength="40"
        autocomplete="off"
        spellcheck="false"
        aria-label=${`Name of ${name}`}
        .value=${name}
        @focus=${({ target }: Typed) => {
          act({ act: 'choose', brush: id });
          target.select();
        }}
        @keydown=${({ key, target }: KeyboardEvent & Typed) => (key === 'Enter' ? target.blur() : undefined)}
        @change=${({ target }: Typed) => rename(target, id, name, act)}
      />
      <span class="figures">${figures(strokesOf[id] ?? 0, shares?.[id])}</span>
      <button
        class="remove"
        part="button"
        type="button"
        aria-label=${`Remove ${name}`}
        title="Remove, with its strokes"
        @click=${() => act({ act: 'remove', id })}
      >
        ${closeIcon}
      </button>
    </div>
  `;
}

function notIt(state: ClassRowsState): TemplateResult {
  const { strokesOf, shares, classes } = state;
  return html`
    <label class="row ${state.brush === 0 ? 'chosen' : ''}">
      ${choice(0, brushName(0, classes), state)}
      <svg class="sign" viewBox="0 0 12 12" aria-hidden="true">
        ${svg`<rect x="0.5" y="0.5" width="11" height="11" rx="3" fill=${classes[0]?.colour ?? '#20242c'} />
        <path d="m3.5 3.5 5 5m0-5-5 5" stroke="#ffffff" stroke-width="1.4" stroke-linecap="round" />`}
      </svg>
      <span class="words">What it is not</span>
      <span class="figures">${figures(strokesOf[0] ?? 0, shares?.[0])}</span>
    </label>
  `;
}

function eraser(state: ClassRowsState): TemplateResult {
  return html`
    <label class="row ${state.brush === null ? 'chosen' : ''}" title="Takes away what was drawn there">
      ${choice(null, 'Eraser', state)} ${eraserIcon}
      <span class="words">Eraser</span>
    </label>
  `;
}

function choice(brush: Brush, name: string, state: ClassRowsState): TemplateResult {
  const count = brush === null ? '' : `, ${strokeWords(state.strokesOf[brush] ?? 0)}`;
  return html`<input
    class="choice"
    type="radio"
    name="brush"
    value=${brush ?? 'eraser'}
    aria-label=${`Draw over ${name}${count}`.replace('Draw over Eraser', 'Eraser').replace('over What', 'over what')}
    .checked=${live(brush === state.brush)}
    @change=${() => state.act({ act: 'choose', brush })}
  />`;
}

function figures(strokes: number, share: number | undefined): string {
  return strokes > 0 && share !== undefined ? percent(share) : strokeWords(strokes);
}

/** What is confirmed is shown: a name that was refused goes back. Until then nothing is written over what is being typed, as each frame would. */
function rename(field: HTMLInputElement, id: number, before: string, act: ClassRowsState['act']): void {
  const name = field.value.trim();
  field.value = before;
  if (name !== '' && name !== before) act({ act: 'change', id, name });
}
