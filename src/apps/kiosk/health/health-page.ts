import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { curvesOf, type Curves } from './log/curves.ts';
import { writeHealthFile, type FileMistake } from './log/health-file.ts';
import type { HealthLine, ReadLines } from './log/health-lines.ts';
import { isWithin, summarize, type HealthSummary } from './log/health-summary.ts';
import type { Span } from './log/runs.ts';
import { Component } from '../../../elements/component.ts';
import { FileDrop } from '../../../elements/controllers/file-drop.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { openIcon } from '../../../elements/icons/icons.ts';
import { tokens } from '../../../elements/tokens.ts';
import { download, stampedName } from '../../../elements/per-pixel/download.ts';
import { empty, noCurves, refused, wayBack } from './absences.ts';
import './curves/health-curves.ts';
import './events/health-events.ts';
import { faultTable, headline, remedyTable, verdict } from './figures.ts';
import { amount, moment } from './format.ts';
import { styles } from './health-page.styles.ts';
import { tables } from './tables.styles.ts';
import { LogWatch } from './log-watch.ts';
import { openHealthFile, type OpenedFile } from './open-file.ts';
import { presenceOf } from './presence.ts';
import { RANGES, rangeOf, type RangeId } from './ranges.ts';

/** A log, and when it was read or written, milliseconds since the epoch. */
type Log = ReadLines & { readonly at: number };

/** What is drawn of a log. */
interface View {
  readonly log: Log;
  readonly chosen: RangeId;
  /** Of the curves: samples are not kept for as long as events. */
  readonly axis: Span;
  readonly lines: readonly HealthLine[];
  readonly summary: HealthSummary;
  readonly curves: Curves;
  readonly marks: readonly number[];
}

/**
 * How an unattended screen has been: from the log of this machine, or from a file exported on another one.
 * @tag pp-health
 */
@customElement('pp-health')
export class HealthPage extends Component {
  static override readonly styles = [tokens, controls, styles, tables];

  @state() private chosen: RangeId = 'day';
  @state() private file: OpenedFile | null = null;
  @state() private mistake: FileMistake | null = null;
  @query('input[type="file"]') private readonly picker!: HTMLInputElement;
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @query('pp-health-events') private readonly events!: HTMLElementTagNameMap['pp-health-events'] | null;
  readonly #watch = new LogWatch(this);
  readonly #drop = new FileDrop(this, (file) => void this.open(file));
  #listening = new AbortController();
  #view: View | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    window.addEventListener('dragover', this.#drop.onDragOver, { signal });
    window.addEventListener('dragleave', this.#drop.onDragLeave, { signal });
    window.addEventListener('drop', this.#drop.onDrop, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.abort();
  }

  /** Shows a log that was exported, in place of this machine's. */
  async open(file: File): Promise<void> {
    const opened = await openHealthFile(file);
    if ('problem' in opened) {
      this.mistake = opened;
      return;
    }
    this.mistake = null;
    this.file = opened;
    this.chosen = 'all';
  }

  protected override render(): TemplateResult {
    const log = this.#log;
    this.toggleAttribute('dragged', this.#drop.over);
    return html`
      <div class="tools">
        ${log && log.lines.length > 0 ? this.#ranges() : html`<span class="ranges"></span>`}
        <button class="button" type="button" ?disabled=${!log || log.lines.length === 0} @click=${this.#export}>
          Export
        </button>
        <button class="button" type="button" @click=${() => this.picker.click()}>${openIcon} Open a file</button>
        <button class="button" type="button" ?disabled=${this.file !== null || !this.#stored} @click=${this.#ask}>
          Clear the log
        </button>
        ${wayBack()}
        <input
          type="file"
          accept=".json,application/json"
          aria-label="An exported log"
          tabindex="-1"
          @change=${this.#picked}
        />
      </div>
      ${
        this.mistake
          ? html`<p class="error" role="alert"><b>${this.mistake.problem}</b> ${this.mistake.remedy}</p>`
          : nothing
      }
      ${this.file ? this.#fromFile(this.file) : nothing} ${this.#content(log)} ${this.#confirmation()}
    `;
  }

  get #log(): Log | null {
    if (this.file) return { lines: this.file.lines, unread: this.file.unread, at: this.file.exported };
    const { reading } = this.#watch;
    return reading.state === 'read' ? reading : null;
  }

  /** Something lies in the log of this machine. */
  get #stored(): boolean {
    const { reading } = this.#watch;
    return reading.state === 'read' && reading.lines.length + reading.unread > 0;
  }

  #ranges(): TemplateResult {
    return html`
      <div class="ranges" role="radiogroup" aria-label="Time">
        ${RANGES.map(
          ({ id, label }) => html`
            <label>
              <input
                type="radio"
                name="range"
                value=${id}
                .checked=${id === this.chosen}
                @change=${() => (this.chosen = id)}
              />${label}
            </label>
          `,
        )}
      </div>
    `;
  }

  #fromFile({ name, exported }: OpenedFile): TemplateResult {
    return html`
      <p class="file" role="status">
        <span><b>A file, not this machine:</b> <bdi>${name}</bdi>, exported ${moment(exported)}</span>
        <button class="button" type="button" @click=${this.#back}>Back to this machine</button>
      </p>
    `;
  }

  #content(log: Log | null): TemplateResult {
    if (!log) return this.#watch.reading.state === 'refused' ? refused() : html`<p role="status">Reading the log…</p>`;
    const unread =
      log.unread > 0
        ? html`<p class="notice">
            ${amount(log.unread)} ${log.unread === 1 ? 'line' : 'lines'} could not be read: damaged, or written by
            another version.
          </p>`
        : nothing;
    if (log.lines.length === 0) return html`${unread}${empty(this.file !== null)}`;
    const { axis, lines, summary, curves, marks } = this.#viewOf(log);
    const presence = presenceOf(log.lines, log.at, this.file !== null);
    return html`
      ${unread}
      <section class="panel">
        <p class="presence ${presence.running ? 'on' : ''}">${presence.words}</p>
        <h2 class="verdict">${verdict(summary)}</h2>
        ${headline(summary, log.lines[0]?.time ?? null)}
      </section>
      <div class="panel tables">${faultTable(summary.faults)} ${remedyTable(summary.remedies)}</div>
      ${
        curves.times.length === 0
          ? noCurves()
          : html`<pp-health-curves
              class="panel"
              .curves=${curves}
              .range=${axis}
              .marks=${marks}
              .onPick=${this.#go}
            ></pp-health-curves>`
      }
      <pp-health-events class="panel" .lines=${lines}></pp-health-events>
    `;
  }

  /** Kept until the log is read anew: most drawings are about something else. */
  #viewOf(log: Log): View {
    const { chosen } = this;
    const kept = this.#view;
    if (kept?.log.lines === log.lines && kept.chosen === chosen) return kept;
    const range = rangeOf(chosen, log.lines, log.at);
    const summary = summarize(log.lines, range, log.at);
    const curves = curvesOf(log.lines, range);
    const from = chosen === 'all' ? Math.min(curves.times[0] ?? range.from, log.at) : range.from;
    this.#view = {
      log,
      chosen,
      axis: { from, to: range.to },
      lines: log.lines.filter(({ time }) => isWithin(time, range)),
      summary,
      curves,
      marks: summary.incidents.map(({ time }) => time),
    };
    return this.#view;
  }

  #confirmation(): TemplateResult {
    const { reading } = this.#watch;
    const count = reading.state === 'read' ? reading.lines.length + reading.unread : 0;
    return html`
      <dialog aria-labelledby="clear">
        <h2 id="clear">Clear the log of this machine?</h2>
        <p>Its ${amount(count)} lines are gone then. Export them first if anybody may still ask.</p>
        <div class="row">
          <button class="button primary" type="button" autofocus @click=${() => this.dialog.close()}>Keep it</button>
          <button class="button" type="button" @click=${this.#clear}>Clear the log</button>
        </div>
      </dialog>
    `;
  }

  readonly #go = (time: number): void => void this.events?.go(time);

  readonly #export = (): void => {
    const log = this.#log;
    if (!log) return;
    const now = new Date();
    const text = writeHealthFile(log.lines, this.file ? log.at : now.getTime());
    download(new Blob([text], { type: 'application/json' }), stampedName('json', now).replace('-', '-health-'));
  };

  readonly #picked = (): void => {
    const [file] = this.picker.files ?? [];
    this.picker.value = '';
    if (file) void this.open(file);
  };

  readonly #back = (): void => {
    this.file = null;
    this.mistake = null;
    this.chosen = 'day';
    void this.#watch.read();
  };

  readonly #ask = (): void => this.dialog.showModal();

  readonly #clear = async (): Promise<void> => {
    await this.#watch.clear();
    this.dialog.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-health': HealthPage;
  }
}
