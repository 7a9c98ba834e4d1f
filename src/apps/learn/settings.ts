import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { namedSource } from '../../sources/registry.ts';
import type { Texts } from './texts/lesson-texts.ts';
import { LANGUAGES, TEXTS, type Language } from './texts/texts.ts';

interface Set {
  source(source: string): void;
  /** One of the visitor's is asked for. */
  file(): void;
  language(language: Language): void;
}

interface Chosen {
  readonly source: string | Blob;
  readonly language: Language;
  readonly wall: boolean;
}

/** Which picture, and in which language. At a wall there is no file to be opened. */
export function settings(texts: Texts, { source, language, wall }: Chosen, set: Set): TemplateResult {
  const named = typeof source === 'string' && namedSource(source) !== null;
  return html`
    <div class="settings">
      <fieldset class="choice">
        <legend class="unseen">${texts.source}</legend>
        ${(['street', 'camera'] as const).map(
          (id) => html`
            <label>
              <input type="radio" name="source" .checked=${live(source === id)} @change=${() => set.source(id)} />
              <span>${texts[id]}</span>
            </label>
          `,
        )}
        ${
          wall
            ? nothing
            : html`<button class="button plain ${named ? '' : 'on'}" type="button" @click=${() => set.file()}>
                ${texts.file}
              </button>`
        }
      </fieldset>
      <fieldset class="choice">
        <legend class="unseen">${texts.language}</legend>
        ${LANGUAGES.map(
          (id) => html`
            <label title=${TEXTS[id].name}>
              <input
                type="radio"
                name="language"
                aria-label=${TEXTS[id].name}
                .checked=${live(language === id)}
                @change=${() => set.language(id)}
              />
              <span lang=${id}>${id.toUpperCase()}</span>
            </label>
          `,
        )}
      </fieldset>
    </div>
  `;
}
