import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { Overlay } from '../../core/view/overlay.ts';
import type { PerPixelElement } from '../../perpixel.ts';
import { BACKEND_CHOICES, layered, MODELS, OVERLAY_CHOICES, SOURCES, type Item } from './settings.ts';

type Picked<T> = Event & { readonly target: T };

/** A field for each setting of the element. What is chosen is set at once. @param again called where nothing was set after all */
export function form(viewer: PerPixelElement, again: () => void): TemplateResult {
  const overlay = OVERLAY_CHOICES.find(({ value }) => value === viewer.overlay);
  return html`
    <form @submit=${(event: Event) => event.preventDefault()}>
      ${sourceField(viewer, again)}
      ${choice('Model', viewer.model, known(MODELS, viewer.model), (value) => (viewer.model = value))}
      ${choice('Backend', viewer.backend, BACKEND_CHOICES, (value) => (viewer.backend = value as BackendChoice))}
      ${choice('Overlay', viewer.overlay, OVERLAY_CHOICES, (value) => show(viewer, value as Overlay))}
      <p class="hint">${overlay?.hint ?? nothing}.</p>
      <label class="field">
        <span>Opacity</span>
        <input
          type="range"
          name="opacity"
          min="0"
          max="1"
          step="0.05"
          aria-valuetext=${`${Math.round(viewer.opacity * 100)} %`}
          ?disabled=${!layered(viewer.overlay)}
          .value=${live(String(viewer.opacity))}
          @input=${({ target }: Picked<HTMLInputElement>) => (viewer.opacity = target.valueAsNumber)}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          name="controls"
          .checked=${live(viewer.controls)}
          @change=${({ target }: Picked<HTMLInputElement>) => (viewer.controls = target.checked)}
        />
        Tool bar, legend and figures
      </label>
    </form>
  `;
}

function sourceField(viewer: PerPixelElement, again: () => void): TemplateResult {
  const named = SOURCES.some(({ value }) => value === viewer.source);
  const open = ({ target }: Picked<HTMLInputElement>): void => {
    if (target.value.trim()) viewer.source = target.value.trim();
    again();
  };
  return html`
    <fieldset class="sources">
      <legend>Source</legend>
      ${SOURCES.map(
        ({ value, label }) => html`
          <label>
            <input
              type="radio"
              name="source"
              value=${value}
              .checked=${live(viewer.source === value)}
              @change=${() => (viewer.source = value)}
            />
            ${label}
          </label>
        `,
      )}
    </fieldset>
    <label class="field">
      <span>Or an address</span>
      <input
        type="text"
        name="address"
        inputmode="url"
        placeholder="/drive.mp4, of this site"
        autocomplete="off"
        spellcheck="false"
        .value=${live(named ? '' : viewer.source)}
        @change=${open}
      />
    </label>
  `;
}

/** Disagreement compares two predictions: whoever chooses it gets the second one too. */
function show(viewer: PerPixelElement, overlay: Overlay): void {
  if (overlay === 'disagreement' && !viewer.mirror && !viewer.ensemble) viewer.mirror = true;
  viewer.overlay = overlay;
}

function choice(label: string, value: string, items: readonly Item[], set: (value: string) => void): TemplateResult {
  return html`
    <label class="field">
      <span>${label}</span>
      <select name=${label.toLowerCase()} @change=${({ target }: Picked<HTMLSelectElement>) => set(target.value)}>
        ${items.map(
          (each) => html`<option value=${each.value} .selected=${live(each.value === value)}>${each.label}</option>`,
        )}
      </select>
    </label>
  `;
}

/** A model of the address's own is among them. */
function known(items: readonly Item[], value: string): readonly Item[] {
  return items.some((each) => each.value === value) ? items : [...items, { value, label: value }];
}
