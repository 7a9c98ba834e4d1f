import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { customElement } from '../custom-element.ts';
import { request } from '../events.ts';
import { bytes, clock } from '../format.ts';
import { tokens } from '../tokens.ts';
import type { MovieKind } from './movie.ts';
import type { RecordingState } from './recording.ts';
import { styles } from './recorder.styles.ts';

const KINDS: readonly { readonly kind: MovieKind; readonly label: string }[] = [
  { kind: 'mp4', label: 'MP4' },
  { kind: 'webm', label: 'WebM' },
];

/**
 * Records what is shown. It only asks: what it shows changes when its properties do.
 * @tag pp-recorder
 * @fires pp-request-record - detail `{ act }`: start, pause, resume, stop or close
 * @fires pp-request-film - detail `{ kind, sound }`
 * @csspart button - a button
 */
@customElement('pp-recorder')
export class RecorderStrip extends Component {
  static override readonly styles = [tokens, controls, styles];

  @property() state: RecordingState = 'ready';
  @property() kind: MovieKind = 'mp4';
  /** With the microphone's. */
  @property({ type: Boolean }) sound = false;
  /** Of film. */
  @property({ type: Number }) seconds = 0;
  /** Of the file. */
  @property({ type: Number }) size = 0;

  protected override render(): TemplateResult {
    const runs = this.state === 'recording' || this.state === 'paused';
    return html`<div class="strip" role="group" aria-label="Recording">
      ${runs ? this.#running() : this.state === 'ready' ? this.#ready() : this.#busy()}
    </div>`;
  }

  #ready(): TemplateResult {
    return html`
      <button
        class="button primary"
        part="button"
        type="button"
        @click=${() => request(this, 'pp-request-record', { act: 'start' })}
      >
        Record
      </button>
      ${KINDS.map(
        ({ kind, label }) =>
          html`<label class="choice">
            <input
              type="radio"
              name="kind"
              .checked=${live(kind === this.kind)}
              @change=${() => request(this, 'pp-request-film', { kind, sound: this.sound })}
            />${label}
          </label>`,
      )}
      <label class="choice">
        <input
          type="checkbox"
          .checked=${live(this.sound)}
          @change=${() => request(this, 'pp-request-film', { kind: this.kind, sound: !this.sound })}
        />With sound from the microphone
      </label>
      <button
        class="button plain end"
        part="button"
        type="button"
        @click=${() => request(this, 'pp-request-record', { act: 'close' })}
      >
        Close
      </button>
    `;
  }

  #running(): TemplateResult {
    const paused = this.state === 'paused';
    return html`
      <span class="time" role="timer" aria-label="Recorded">
        <span class="dot ${paused ? 'paused' : nothing}"></span>${clock(this.seconds)} · ${bytes(this.size, 0)}
      </span>
      ${paused ? html`<span class="note">paused</span>` : nothing}
      <button
        class="button"
        part="button"
        type="button"
        @click=${() => request(this, 'pp-request-record', { act: paused ? 'resume' : 'pause' })}
      >
        ${paused ? 'Go on' : 'Pause'}
      </button>
      <button
        class="button primary"
        part="button"
        type="button"
        @click=${() => request(this, 'pp-request-record', { act: 'stop' })}
      >
        Stop and save
      </button>
    `;
  }

  #busy(): TemplateResult {
    return html`<span class="note" role="status">${this.state === 'saving' ? 'Saving…' : 'Starting…'}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-recorder': RecorderStrip;
  }
}
