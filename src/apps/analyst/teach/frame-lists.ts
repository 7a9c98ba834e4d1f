import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TaughtFrame } from '../../../live/teach/teaching-state.ts';
import { timecode } from '../format.ts';
import { closeIcon } from '../icons.ts';
import type { Doubts } from './doubts.ts';
import { isSamePlace, type Place } from './place.ts';
import './still.ts';

/** A video whose frames can be shown. */
export interface ShownVideo {
  /** As `videoOf` names it. */
  readonly video: string;
  /** The frame that is shown; null: none is. */
  readonly index: number | null;
  thumbnail(index: number, height: number): Promise<ImageBitmap | null>;
  seek(index: number): void;
}

interface Taught {
  readonly frames: readonly TaughtFrame[];
  readonly shown: ShownVideo;
  placeOf(id: number): Place | null;
  pictureOf(picture: Blob): string;
  /** Opens the video of a frame, where it is in the list; null: it is not. */
  open(place: Place): (() => void) | null;
  forget(id: number): void;
}

/** The frames that were stroked: each leads back to its place, and can be taken away. */
export function taughtFrames(taught: Taught): TemplateResult | typeof nothing {
  if (taught.frames.length === 0) return nothing;
  return html`
    <div class="group">
      <h3 id="taught">Frames you drew on</h3>
      <ul class="frames" aria-labelledby="taught">
        ${repeat(
          taught.frames,
          ({ id }) => id,
          (frame, at) => taughtFrame(frame, at + 1, taught),
        )}
      </ul>
    </div>
  `;
}

function taughtFrame(frame: TaughtFrame, number: number, taught: Taught): TemplateResult {
  const { id } = frame;
  const { shown, placeOf, open, forget } = taught;
  const place = placeOf(id);
  const here = place !== null && place.video === shown.video;
  const go = here ? () => shown.seek(place.index) : place && open(place);
  const words = place ? `${timecode(place.seconds)}${here ? '' : ` of ${place.name}`}` : `Frame ${number} of a file`;
  const away = go ? nothing : `Open ${place?.name ?? 'its video'} to go to it`;
  return html`
    <li class=${here && place.index === shown.index ? 'chosen' : ''}>
      <button
        class="go"
        type="button"
        ?disabled=${!go}
        aria-current=${here && place.index === shown.index}
        aria-label=${go ? `Go to ${words}` : words}
        title=${away}
        @click=${go ?? nothing}
      >
        ${face(frame, number, here ? place : null, taught)}
        <span class="time" dir="auto">${place && !here ? place.name : words}</span>
      </button>
      <button
        class="remove"
        type="button"
        aria-label="Remove ${words}"
        title="Remove, with its strokes"
        @click=${() => forget(id)}
      >
        ${closeIcon}
      </button>
    </li>
  `;
}

function face({ picture }: TaughtFrame, number: number, here: Place | null, taught: Taught): TemplateResult {
  if (picture) return html`<img class="face" src=${taught.pictureOf(picture)} alt="" draggable="false" />`;
  if (!here) return html`<span class="face">${number}</span>`;
  const { shown } = taught;
  return html`<pp-still
    class="face"
    .index=${here.index}
    .video=${here.video}
    .thumbnail=${shown.thumbnail}
  ></pp-still>`;
}

interface Offered {
  readonly doubts: Doubts | null;
  readonly shown: ShownVideo;
  /** Where the frames are from that have strokes. */
  readonly taught: readonly Place[];
}

/** The frames where the model doubts most that the video is labelled by. */
export function doubtfulFrames({ doubts, shown, taught }: Offered): TemplateResult | typeof nothing {
  if (!doubts) return nothing;
  const { frames, mean } = doubts;
  if (frames.length === 0) {
    return html`<p class="note">
      It is as sure of every frame as of the next. Look through the video for what is wrong.
    </p>`;
  }
  return html`
    <div class="group">
      <h3 id="doubts">Where it doubts most</h3>
      <p class="note">
        How many times as much as on the average, in frames some seconds apart. What it never saw it may take for
        something else without a doubt: look through the rest, too.
      </p>
      <ul class="frames" aria-labelledby="doubts">
        ${frames.map(({ index, seconds, doubt }) => {
          const chosen = index === shown.index;
          const times = `${(doubt / mean).toFixed(1)}×`;
          const done = taught.some((each) => isSamePlace(each, { video: shown.video, index }));
          return html`
            <li class=${chosen ? 'chosen' : ''}>
              <button
                class="go"
                type="button"
                aria-current=${chosen}
                aria-label="Go to ${timecode(seconds)}, ${times} the average doubt${done ? ', corrected' : ''}"
                @click=${() => shown.seek(index)}
              >
                <pp-still class="face" .index=${index} .video=${shown.video} .thumbnail=${shown.thumbnail}></pp-still>
                <span class="time">${timecode(seconds)} · ${done ? 'corrected' : times}</span>
              </button>
            </li>
          `;
        })}
      </ul>
    </div>
  `;
}
