import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import type { Progress } from '../../core/options/progress.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { request } from '../events.ts';
import { bytes } from '../format.ts';
import { alertIcon, infoIcon, mark } from '../icons/icons.ts';
import { tokens } from '../tokens.ts';
import { styles } from './status.styles.ts';

export interface StatusAction {
  readonly id: string;
  readonly label: string;
  readonly primary?: boolean;
}

export interface Status {
  readonly kind: 'idle' | 'loading' | 'error' | 'notice' | 'running';
  /** What is, or what happened. */
  readonly title?: string;
  /** More about it. */
  readonly text?: string;
  /** What to do about it. */
  readonly remedy?: string;
  readonly progress?: Progress | null;
  /** A notice of something passing: it leaves by itself, but not from under a pointer or the focus. */
  readonly passing?: boolean;
  readonly actions?: readonly StatusAction[];
}

/** Milliseconds that a passing notice stays. */
const PASSING_MS = 8000;

const TITLES: Readonly<Record<Status['kind'], string>> = {
  idle: 'Every pixel labelled, live',
  loading: 'Getting ready',
  error: 'Something went wrong',
  notice: '',
  running: '',
};

/**
 * Says over the stage what it is waiting for or what went wrong. `notice` is a toast that leaves the picture visible,
 * `running` shows nothing; the others cover the stage. Lies in a positioned parent.
 * @tag pp-status
 * @fires pp-request-action - one of the given actions was chosen; detail `{ id }`
 * @csspart cover - what covers the stage
 * @csspart toast - the notice
 * @csspart action - a button beside words
 * @csspart button - a button
 */
@customElement('pp-status')
export class StatusOverlay extends Component {
  static override readonly styles = [tokens, controls, styles];

  @property({ attribute: false }) state: Status = { kind: 'running' };

  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('state')) return;
    clearTimeout(this.#timer);
    if (this.state.passing) this.#timer = setTimeout(this.#pass, PASSING_MS);
  }

  readonly #pass = (): void => {
    const read = this.renderRoot.querySelector('.toast')?.matches(':hover, :focus-within') ?? false;
    if (read) this.#timer = setTimeout(this.#pass, PASSING_MS);
    else request(this, 'pp-request-action', { id: 'dismiss' });
  };

  /** The notice's region is always there: what appears together with its words is not announced. */
  protected override render(): TemplateResult {
    return html`${this.#cover()} ${this.#toast(this.state.kind === 'notice' ? this.state : null)}`;
  }

  #cover(): TemplateResult | typeof nothing {
    switch (this.state.kind) {
      case 'running':
      case 'notice':
        return nothing;
      case 'loading':
        return this.#loading(this.state);
      case 'error':
        return this.#error(this.state);
      case 'idle':
        return this.#idle(this.state);
    }
  }

  #idle(state: Status): TemplateResult {
    return html`
      <div class="cover idle" part="cover">
        <div class="card">
          <div class="sign">${mark}</div>
          <div role="status" class="card">${words(state)}</div>
          ${this.#actions(state)}
        </div>
      </div>
    `;
  }

  /** Only the words are a live region: bytes that change many times a second are not announced. A full bar waits for nothing. */
  #loading(state: Status): TemplateResult {
    const progress = state.progress ?? { phase: '', loaded: 0, total: 0 };
    const known = progress.total > 0 && progress.loaded < progress.total;
    return html`
      <div class="cover loading" part="cover">
        <div class="card">
          <div class="sign">${mark}</div>
          <div role="status" class="card">${words(state)}</div>
          <div class="bar">
            <span class="figures"
              >${progress.loaded > 0 || known ? bytes(progress.loaded, progress.total) : nothing}</span
            >
            ${
              known
                ? html`<progress aria-label="Download" max=${progress.total} .value=${progress.loaded}></progress>`
                : html`<progress aria-label="Start-up"></progress>`
            }
          </div>
          ${this.#actions(state)}
        </div>
      </div>
    `;
  }

  #error(state: Status): TemplateResult {
    return html`
      <div class="cover error" part="cover">
        <div class="card">
          <div class="sign">${alertIcon}</div>
          <div role="alert" class="card">${words(state)}</div>
          ${this.#actions(state)}
        </div>
      </div>
    `;
  }

  #toast(state: Status | null): TemplateResult {
    return html`
      <div class=${state ? 'toast' : 'unseen'} part="toast">
        ${state ? infoIcon : nothing}
        <div class="words" role="status">
          ${state ? html`<p>${state.title ? html`<strong>${state.title}</strong> ` : nothing}${state.text} ${state.remedy}</p>` : nothing}
        </div>
        ${state ? this.#actions(state) : nothing}
      </div>
    `;
  }

  #actions({ actions = [] }: Status): TemplateResult | typeof nothing {
    if (actions.length === 0) return nothing;
    return html`<div class="actions">
      ${actions.map(
        ({ id, label, primary }) => html`
          <button
            part="button action"
            class=${primary ? 'button primary' : 'button'}
            type="button"
            @click=${() => request(this, 'pp-request-action', { id })}
          >
            ${label}
          </button>
        `,
      )}
    </div>`;
  }
}

function words({ kind, title, text, remedy }: Status): TemplateResult {
  return html`
    <h2>${title ?? TITLES[kind]}</h2>
    ${text ? html`<p>${text}</p>` : nothing} ${remedy ? html`<p class="remedy">${remedy}</p>` : nothing}
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-status': StatusOverlay;
  }
}
