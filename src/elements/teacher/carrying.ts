import { html, nothing, type TemplateResult } from 'lit';
import { chevronIcon, downloadIcon, openIcon } from '../icons/icons.ts';
import type { TeachAct } from './act.ts';

type Picked = Event & { readonly target: HTMLInputElement };

interface CarryingState {
  /** There are labels. */
  readonly taught: boolean;
  /** There is anything to forget. */
  readonly begun: boolean;
  /** Why this machine keeps nothing; empty: it does. */
  readonly unkept: string;
  /** The taught pictures go into the file. */
  readonly pictures: boolean;
  /** What the exported files are called; empty: nothing was exported. */
  readonly exported: string;
  /** How it is used elsewhere, where that is another way than on a page. @param name of the exported files */
  usage?(name: string): TemplateResult;
  setPictures(pictures: boolean): void;
  act(act: TeachAct): void;
}

/** What was taught is kept, carried and forgotten. */
export function carrying(state: CarryingState): TemplateResult {
  const { taught, begun, unkept, exported, act } = state;
  return html`
    <details class="group" ?open=${exported !== '' || unkept !== ''}>
      <summary>${chevronIcon}<span>Keep it, carry it, use it elsewhere</span></summary>
      <div class="group">
        <p class="note ${unkept ? 'warning' : ''}">
          ${unkept || 'What you teach is kept on this machine, without the pictures, and is here when you come back.'}
        </p>
        <div class="buttons">
          <button
            class="button"
            part="button"
            type="button"
            ?disabled=${!begun}
            @click=${() => act({ act: 'save', pictures: state.pictures })}
          >
            ${downloadIcon}<span>Save as a file</span>
          </button>
          ${opening(act)}
        </div>
        <label class="check">
          <input
            type="checkbox"
            name="pictures"
            .checked=${state.pictures}
            @change=${({ target }: Picked) => state.setPictures(target.checked)}
          />
          with the pictures you drew on
        </label>
        <div class="buttons">
          <button
            class="button"
            part="button"
            type="button"
            ?disabled=${!taught}
            @click=${() => act({ act: 'export' })}
          >
            ${downloadIcon}<span>Export a model</span>
          </button>
          <button
            class="button plain"
            part="button"
            type="button"
            ?disabled=${!begun}
            @click=${() => act({ act: 'clear' })}
          >
            Forget everything
          </button>
        </div>
        ${exported ? (state.usage ?? usage)(exported) : nothing}
      </div>
    </details>
  `;
}

function opening(act: CarryingState['act']): TemplateResult {
  return html`<label class="button add" part="button">
    ${openIcon}<span>Open a file</span>
    <input
      type="file"
      accept=".perpixel"
      @change=${({ target }: Picked) => {
        const [file] = target.files ?? [];
        // the same file may be picked again
        target.value = '';
        if (file) act({ act: 'open', file });
      }}
    />
  </label>`;
}

function usage(name: string): TemplateResult {
  return html`
    <p class="note">
      Two files were saved. Put both into one folder of your site; the model is then used like any other:
    </p>
    <pre
      tabindex="0"
      aria-label="How it is used"
    ><code>&lt;per-pixel source="camera" model="./${name}.json"&gt;&lt;/per-pixel&gt;
const segmenter = await createSegmenter({ model: './${name}.json' });</code></pre>
  `;
}
