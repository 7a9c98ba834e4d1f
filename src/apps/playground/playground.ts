import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { partnersOf } from '../../core/manifest/catalog.ts';
import { LIVE_REFINE } from '../../core/refine/refine.ts';
import { Component } from '../../elements/component.ts';
import { choice } from '../../elements/choice.styles.ts';
import { controls } from '../../elements/controls.styles.ts';
import type { RequestEvent } from '../../elements/events.ts';
import '../../elements/refine-panel/refine-panel.ts';
import { tokens } from '../../elements/tokens.ts';
import type { PerPixelElement, PipelineInfo } from '../../perpixel.ts';
import { listCameras, type CameraDevice } from '../../sources/camera/camera.ts';
import { recall, remember } from '../site/remembered.ts';
import { PLAIN_CALL, type Call } from './call.ts';
import { callFields } from './call-fields.ts';
import { coloured } from './coloured.ts';
import { CostMeter } from './costs.ts';
import { costList } from './cost-list.ts';
import { form } from './form.ts';
import { styles } from './playground.styles.ts';
import { chosenOf, OWN_SWITCHES } from './settings.ts';
import { isTarget, TARGETS, type Target } from './snippets.ts';

const KEY = 'perpixel-snippet';
/** How long it says that it has copied, milliseconds. */
const SHOWN = 1600;
/** What opens a source or a model anew, so that it is measured anew. */
const REOPENS = ['source', 'device', 'model', 'backend', 'runtime', 'assets', 'mirror', 'ensemble'];
/** What may change about the element, by its attributes. */
const WATCHED = [...REOPENS, 'overlay', 'opacity', 'refine', 'doubt', 'split', ...OWN_SWITCHES];

/**
 * Edits the `<per-pixel>` inside it, and writes the lines that make it elsewhere, with what it costs here.
 * @tag pp-playground
 * @slot - the `<per-pixel>` that is edited
 */
@customElement('pp-playground')
export class Playground extends Component {
  static override readonly styles = [tokens, controls, styles, choice];

  @state() private target: Target = remembered();
  @state() private call: Call = PLAIN_CALL;
  @state() private copied = '';
  @state() private info: PipelineInfo | null = null;
  @state() private cameras: readonly CameraDevice[] = [];

  #viewer: PerPixelElement | null = null;
  #meter: CostMeter | null = null;

  protected override render(): TemplateResult {
    return html`
      <div class="picture">
        <slot @slotchange=${this.#adopt}></slot>
        ${this.#meter ? costList(this.#meter.costs) : nothing}
      </div>
      ${
        this.#viewer
          ? html`<div class="settings">${this.#settings(this.#viewer)}</div>
              ${this.#code(this.#viewer)}`
          : nothing
      }
    `;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[type=range]')) {
      const [least, most] = [Number(input.min), Number(input.max)];
      input.style.setProperty('--_fill', String((input.valueAsNumber - least) / (most - least)));
    }
  }

  #adopt(): void {
    const viewer = this.querySelector('per-pixel');
    if (!viewer || viewer === this.#viewer) return;
    this.#viewer = viewer;
    this.#meter = new CostMeter(viewer, () => this.requestUpdate());
    viewer.addEventListener('perpixel-ready', ({ detail }) => {
      this.info = detail;
      // they have names once the visitor has allowed one
      if (viewer.source === 'camera') void listCameras().then((cameras) => (this.cameras = cameras));
    });
    new MutationObserver((records) => {
      if (records.some(({ attributeName }) => REOPENS.includes(attributeName ?? ''))) this.#meter?.restart();
      this.requestUpdate();
    }).observe(viewer, { attributes: true, attributeFilter: WATCHED });
    this.requestUpdate();
  }

  #settings(viewer: PerPixelElement): TemplateResult {
    const own = this.info?.model;
    return html`
      ${form(viewer, this.cameras, () => this.requestUpdate())}
      <details
        @pp-request-refine=${({ detail }: RequestEvent<'pp-request-refine'>) => (viewer.refine = detail.refine)}
        @pp-request-augment=${({ detail }: RequestEvent<'pp-request-augment'>) => (viewer.mirror = detail.mirror)}
        @pp-request-ensemble=${({ detail }: RequestEvent<'pp-request-ensemble'>) => (viewer.ensemble = detail.ensemble)}
        @pp-request-doubt=${({ detail }: RequestEvent<'pp-request-doubt'>) => (viewer.doubt = detail.doubt)}
        @pp-request-split=${({ detail }: RequestEvent<'pp-request-split'>) => (viewer.split = detail.split)}
      >
        <summary>Refinement</summary>
        <pp-refine
          .refine=${viewer.refine}
          .own=${own?.refine ?? LIVE_REFINE}
          .doubt=${viewer.doubt}
          .split=${viewer.split}
          .mirror=${viewer.mirror}
          .partners=${partnersOf(own?.id ?? '')}
          .ensemble=${viewer.ensemble}
        ></pp-refine>
      </details>
    `;
  }

  #code(viewer: PerPixelElement): TemplateResult {
    const { language, write } = TARGETS[this.target];
    const text = write(chosenOf(viewer), this.call);
    return html`
      <section class="code" aria-label="The lines to copy">
        <div class="head">
          <fieldset class="choice">
            <legend class="unseen">Written for</legend>
            ${Object.entries(TARGETS).map(
              ([id, { label }]) => html`
                <label>
                  <input
                    type="radio"
                    name="target"
                    value=${id}
                    .checked=${id === this.target}
                    @change=${this.#choose}
                  />
                  ${label}
                </label>
              `,
            )}
          </fieldset>
          <button class="button" type="button" @click=${() => void this.#copy(text)}>${this.copied || 'Copy'}</button>
          <span class="unseen" role="status">${this.copied}</span>
        </div>
        <pre tabindex="0" data-language=${language}><code>${coloured(text)}</code></pre>
        ${
          this.target === 'js'
            ? html`<p>The function gives labels and draws nothing: overlays are the element’s.</p>
                ${callFields(this.call, (part) => (this.call = { ...this.call, ...part }))}`
            : nothing
        }
      </section>
    `;
  }

  #choose({ target }: Event): void {
    if (!(target instanceof HTMLInputElement) || !isTarget(target.value)) return;
    this.target = target.value;
    remember(KEY, target.value);
  }

  async #copy(text: string): Promise<void> {
    this.copied = await navigator.clipboard.writeText(text).then(
      () => 'Copied',
      () => 'Not allowed here',
    );
    setTimeout(() => (this.copied = ''), SHOWN);
  }
}

function remembered(): Target {
  const known = recall(KEY);
  return isTarget(known) ? known : 'html';
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-playground': Playground;
  }
}
