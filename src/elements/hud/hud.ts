import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { customElement } from '../custom-element.ts';
import { STAGES, type LatencyReport, type Percentiles, type TimedBy } from '../../core/metrics/metrics.ts';
import type { Backend } from '../../core/tuning/backend.ts';
import { RUNTIME_TITLES } from '../../core/tuning/runtime.ts';
import type { PipelineInfo } from '../../protocol/live.ts';
import { Component } from '../component.ts';
import { controls } from '../controls.styles.ts';
import { summary } from '../summary.styles.ts';
import { request } from '../events.ts';
import { milliseconds } from '../format.ts';
import { chevronIcon, downloadIcon } from '../icons/icons.ts';
import { tokens } from '../tokens.ts';
import { styles } from './hud.styles.ts';
import './sparkline.ts';

const BACKENDS: Readonly<Record<Backend, string>> = { webgpu: 'WebGPU', wasm: 'WASM' };

/** How stages are timed, where it is not the plain way. */
const TIMED_BY: Readonly<Record<TimedBy, string>> = {
  worker: '',
  timestamps: 'by the device’s own time stamps, four frames a second',
  queue: 'by when the device’s queue was done, four frames a second: this browser gives no time stamps',
};

/**
 * How fast it runs, on what and why: frames a second, a frame's time and its course, dropped frames; in its details each
 * stage's percentiles and the backend.
 * @tag pp-hud
 * @fires pp-request-stats - the statistics are wanted as a file
 * @csspart heading - a panel's heading
 * @csspart readouts - the three large figures
 * @csspart chart - the course of a frame's time
 * @csspart details - what folds away
 * @csspart button - a button
 */
@customElement('pp-hud')
export class Hud extends Component {
  static override readonly styles = [tokens, controls, summary, styles];

  @property({ attribute: false }) report: LatencyReport | null = null;
  @property({ attribute: false }) info: PipelineInfo | null = null;
  /** Frames left out; null: as the report counts them. */
  @property({ attribute: false }) dropped: number | null = null;
  /** The details are unfolded. */
  @property({ type: Boolean }) expanded = false;

  @query('pp-sparkline') private readonly sparkline!: HTMLElementTagNameMap['pp-sparkline'] | null;

  /** Appends a frame's time, in milliseconds, to the line. */
  push(frameMs: number): void {
    this.sparkline?.push(frameMs);
  }

  /** Empties the line, as a new session begins. */
  clear(): void {
    this.sparkline?.clear();
  }

  protected override render(): TemplateResult {
    const { report, info } = this;
    const backend = info?.backend ?? report?.backend;
    return html`
      <header>
        <h2 part="heading">Performance</h2>
        ${backend ? html`<span class="chip">${chip(backend, info)}</span>` : nothing}
      </header>
      <dl class="readouts" part="readouts">
        ${readout('frames/s', report && report.fps > 0 ? report.fps.toFixed(1) : '–')}
        ${readout('frame p50', report && report.frames > 0 ? milliseconds(report.total.p50) : '–', 'ms')}
        ${readout('dropped', String(this.dropped ?? report?.dropped ?? 0))}
      </dl>
      <pp-sparkline part="chart"></pp-sparkline>
      <details part="details" ?open=${this.expanded}>
        <summary>${chevronIcon} Stages and backend</summary>
        ${report ? stages(report) : nothing} ${facts(info, report)}
        <button class="button wide" part="button" type="button" @click=${() => request(this, 'pp-request-stats', null)}>
          ${downloadIcon} Download stats
        </button>
      </details>
    `;
  }
}

function readout(name: string, figure: string, unit = ''): TemplateResult {
  return html`<div>
    <dt class="caption">${name}</dt>
    <dd>${figure}${unit ? html` <small>${unit}</small>` : nothing}</dd>
  </div>`;
}

function stages(report: LatencyReport): TemplateResult {
  return html`
    <table>
      <caption class="unseen">
        Milliseconds of each stage
      </caption>
      <thead>
        <tr>
          <th scope="col">ms</th>
          <th scope="col">p50</th>
          <th scope="col">p95</th>
          <th scope="col">p99</th>
        </tr>
      </thead>
      <tbody>
        ${STAGES.map((stage) => row(stage, report.stages[stage]))} ${row('total', report.total, 'total')}
        ${row('glass to glass', report.glassToGlass)}
      </tbody>
    </table>
  `;
}

function row(name: string, times: Percentiles | null, kind = ''): TemplateResult {
  const cell = (ms: number | undefined): TemplateResult => html`<td>${ms === undefined ? '–' : milliseconds(ms)}</td>`;
  return html`<tr class=${kind}>
    <th scope="row">${name}</th>
    ${cell(times?.p50)} ${cell(times?.p95)} ${cell(times?.p99)}
  </tr>`;
}

function facts(info: PipelineInfo | null, report: LatencyReport | null): TemplateResult {
  const model = info ? `${info.model.title} · ${info.model.input.width}×${info.model.input.height}` : report?.model;
  return html`
    <dl class="facts">
      ${fact('model', model)} ${fact('runtime', info && RUNTIME_TITLES[info.runtime])}
      ${fact('adapter', info?.adapter ?? report?.adapter)} ${fact('why', info?.reason)}
      ${fact('frames', report?.frames.toLocaleString('en'))} ${fact('dropped', report && causes(report))}
      ${fact('copies', report && `${report.copiesPerFrame.toFixed(1)} a frame, ${readbacks(report)} read back`)}
      ${fact('model runs', report?.sampled && samples(report.sampled))}
      ${fact('times', report && TIMED_BY[report.timedBy])} ${fact('quality', report?.quality?.note)}
      ${fact('note', report?.note)}
    </dl>
  `;
}

function samples({ perSecond, age }: NonNullable<LatencyReport['sampled']>): string {
  return `${perSecond.toFixed(1)} a second beside the frames, ${milliseconds(age.p50)} ms ago (p95 ${milliseconds(age.p95)})`;
}

function causes({ droppedBy: { newer, failed } }: LatencyReport): string {
  return failed > 0 ? `${newer} for newer ones, ${failed} lost with a device or worker` : '';
}

function fact(name: string, value: string | null | undefined): TemplateResult | typeof nothing {
  return value
    ? html`<dt class="caption">${name}</dt>
        <dd>${value}</dd>`
    : nothing;
}

function chip(backend: Backend, info: PipelineInfo | null): string {
  if (info?.backend !== 'wasm') return BACKENDS[backend];
  // one library needs no name where nobody else is meant
  const by = info.runtime === 'ort' ? BACKENDS.wasm : RUNTIME_TITLES[info.runtime];
  return info.threads === 1 ? `${by} · 1 thread` : `${by} · ${info.threads} threads`;
}

function readbacks({ readbacksPerFrame }: LatencyReport): string {
  return readbacksPerFrame.toFixed(1);
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-hud': Hud;
  }
}
