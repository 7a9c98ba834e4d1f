import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BackendChoice } from '../../core/tuning/backend.ts';
import type { RuntimeChoice } from '../../core/tuning/runtime.ts';
import type { Overlay } from '../../core/view/overlay.ts';
import type { PerPixelElement } from '../../perpixel.ts';
import type { CameraDevice } from '../../sources/camera/camera.ts';
import { choice, textField, type Picked } from './fields.ts';
import { BACKEND_CHOICES, known, layered, MODELS, OVERLAY_CHOICES, RUNTIME_ITEMS } from './settings.ts';
import { sourceFields } from './source-fields.ts';

/** A field for each setting of the element. What is chosen is set at once. @param again called where nothing was set after all */
export function form(viewer: PerPixelElement, cameras: readonly CameraDevice[], again: () => void): TemplateResult {
  const overlay = OVERLAY_CHOICES.find(({ value }) => value === viewer.overlay);
  return html`
    <form @submit=${(event: Event) => event.preventDefault()}>
      ${sourceFields(viewer, cameras, again)}
      ${choice('Model', 'model', viewer.model, known(MODELS, viewer.model), (value) => (viewer.model = value))}
      ${choice('Backend', 'backend', viewer.backend, BACKEND_CHOICES, (value) => (viewer.backend = value as BackendChoice))}
      ${choice('Runtime', 'runtime', viewer.runtime, RUNTIME_ITEMS, (value) => (viewer.runtime = value as RuntimeChoice))}
      ${textField('Folder of runtime and models', 'assets', viewer.assets, 'beside the library', (value) => (viewer.assets = value))}
      ${choice('Overlay', 'overlay', viewer.overlay, OVERLAY_CHOICES, (value) => show(viewer, value as Overlay))}
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

/** Disagreement compares two predictions: whoever chooses it gets the second one too. */
function show(viewer: PerPixelElement, overlay: Overlay): void {
  if (overlay === 'disagreement' && !viewer.mirror && !viewer.ensemble) viewer.mirror = true;
  viewer.overlay = overlay;
}
