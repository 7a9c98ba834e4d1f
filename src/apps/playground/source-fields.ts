import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { toPerPixelError } from '../../core/errors/errors.ts';
import { pickFile } from '../../elements/pick-file.ts';
import type { PerPixelElement } from '../../perpixel.ts';
import type { CameraDevice } from '../../sources/camera/camera.ts';
import { choice, textField } from './fields.ts';
import { known, SOURCES } from './settings.ts';

/** Where frames are from. @param again called where nothing was set after all */
export function sourceFields(
  viewer: PerPixelElement,
  cameras: readonly CameraDevice[],
  again: () => void,
): TemplateResult {
  const named = SOURCES.some(({ value }) => value === viewer.source);
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
      <button class="button" type="button" @click=${() => void openOwn(viewer)}>A file of yours…</button>
    </fieldset>
    ${
      viewer.source === 'camera'
        ? choice(
            'Camera',
            'device',
            viewer.device,
            known(devices(cameras), viewer.device),
            (id) => (viewer.device = id),
          )
        : nothing
    }
    ${textField('Or an address', 'address', named ? '' : viewer.source, '/drive.mp4, of this site', (address) => {
      if (address) viewer.source = address;
      again();
    })}
  `;
}

function devices(cameras: readonly CameraDevice[]) {
  return [
    { value: '', label: 'The one that faces the visitor' },
    ...cameras.filter(({ id }) => id !== '').map(({ id, label }) => ({ value: id, label })),
  ];
}

/** It stays on this machine: the lines to copy name no source then. */
async function openOwn(viewer: PerPixelElement): Promise<void> {
  const file = await pickFile();
  if (!file) return;
  await viewer.openFile(file).catch((thrown: unknown) => {
    viewer.notify(toPerPixelError(thrown, 'source-unavailable', 'Choose another file.'));
  });
}
