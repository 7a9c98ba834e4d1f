import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TaughtFrame } from '../../live/teach/teaching-state.ts';
import { closeIcon } from '../icons/icons.ts';
import type { TeachAct } from './act.ts';
import type { ThumbnailUrls } from './thumbnail-urls.ts';

interface FramesState {
  /** Oldest first. */
  readonly frames: readonly TaughtFrame[];
  /** The one that is stroked; null: the picture is live. */
  readonly frozen: number | null;
  readonly mirrored: boolean;
  readonly urls: ThumbnailUrls;
  act(act: TeachAct): void;
}

/** The frames that were stroked: each can be gone back to, and taken away. */
export function frames(state: FramesState): TemplateResult | typeof nothing {
  if (state.frames.length === 0) return nothing;
  return html`
    <div class="group">
      <h3 id="frames">Pictures you drew on</h3>
      <ul class="frames" aria-labelledby="frames">
        ${repeat(
          state.frames,
          ({ id }) => id,
          (each, place) => item(each, place + 1, state),
        )}
      </ul>
    </div>
  `;
}

function item(
  { id, picture }: TaughtFrame,
  number: number,
  { act, frozen, mirrored, urls }: FramesState,
): TemplateResult {
  return html`
    <li class=${id === frozen ? 'chosen' : ''}>
      ${
        picture
          ? html`<button
              class="back"
              part="button"
              type="button"
              aria-pressed=${id === frozen}
              aria-label=${`Picture ${number}`}
              title="Go back to it: draw more, or take strokes back"
              @click=${() => act(id === frozen ? { act: 'live' } : { act: 'freeze', frame: id })}
            >
              <img class=${mirrored ? 'face mirrored' : 'face'} src=${urls.of(picture)} alt="" draggable="false" />
            </button>`
          : html`<span class="face" title="It was not kept: its strokes count, and nobody can go back to it"
              >${number}</span
            >`
      }
      <button
        class="remove"
        part="button"
        type="button"
        aria-label=${`Remove picture ${number}`}
        title="Remove, with its strokes"
        @click=${() => act({ act: 'forget', frame: id })}
      >
        ${closeIcon}
      </button>
    </li>
  `;
}
