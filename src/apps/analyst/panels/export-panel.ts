import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ExportKind } from '../../../protocol/export.ts';
import { htmlReport } from '../../../core/analysis/html-report.ts';
import { toMot } from '../../../core/analysis/mot.ts';
import { toCsv, toPlain, type Findings } from '../../../core/analysis/report.ts';
import { tracksPlain } from '../../../core/analysis/tracks-report.ts';
import { PerPixelError } from '../../../core/errors/errors.ts';
import { stem } from '../../../core/text/names.ts';
import { Component } from '../../../elements/component.ts';
import { controls } from '../../../elements/controls.styles.ts';
import { tokens } from '../../../elements/tokens.ts';
import { download } from '../../../elements/per-pixel/download.ts';
import { findingsOf } from '../findings-of.ts';
import type { AnalysisJob } from '../job.ts';
import { panel } from './panel.styles.ts';

interface Kind {
  readonly id: ExportKind | Text;
  readonly label: string;
  readonly hint: string;
  readonly ending: string;
  readonly type: string;
  /** Only where things are told apart. */
  readonly things?: boolean;
}

/** What the page writes by itself. */
type Text = 'csv' | 'json' | 'report' | 'tracks-csv' | 'tracks-json';

const KINDS: readonly Kind[] = [
  { id: 'csv', label: 'CSV', hint: 'a line a frame', ending: '.csv', type: 'text/csv' },
  { id: 'json', label: 'JSON', hint: 'with model and options', ending: '.json', type: 'application/json' },
  { id: 'report', label: 'Report', hint: 'one HTML page', ending: '.html', type: 'text/html' },
  {
    id: 'tracks-csv',
    label: 'Tracks, CSV',
    hint: 'MOTChallenge',
    ending: '-tracks.csv',
    type: 'text/csv',
    things: true,
  },
  {
    id: 'tracks-json',
    label: 'Tracks, JSON',
    hint: 'with every box',
    ending: '-tracks.json',
    type: 'application/json',
    things: true,
  },
  { id: 'label-maps', label: 'Label maps', hint: 'indexed PNG, zip', ending: '-labels.zip', type: 'application/zip' },
  {
    id: 'panoptic',
    label: 'COCO panoptic',
    hint: 'JSON and PNG, zip',
    ending: '-panoptic.zip',
    type: 'application/zip',
  },
  {
    id: 'instance-maps',
    label: 'Instance maps',
    hint: 'ids in 16-bit PNG, zip',
    ending: '-instances.zip',
    type: 'application/zip',
    things: true,
  },
  { id: 'mp4', label: 'Video, MP4', hint: 'with overlay', ending: '-labelled.mp4', type: 'video/mp4' },
  { id: 'webm', label: 'Video, WebM', hint: 'with overlay', ending: '-labelled.webm', type: 'video/webm' },
];

/** Chromium asks where to write, and large files then never lie in memory. TypeScript does not know it yet. */
interface SavePicker {
  showSaveFilePicker?(options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }): Promise<FileSystemFileHandle>;
}

/**
 * Takes the figures, the labels and the labelled video away as files.
 * @tag pp-exports
 */
@customElement('pp-exports')
export class ExportPanel extends Component {
  static override readonly styles = [
    tokens,
    controls,
    panel,
    css`
      .kinds {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(9rem, 100%), 1fr));
        gap: var(--_space-2);
      }

      .kinds .button {
        flex-direction: column;
        gap: 3px;
        align-items: start;
        justify-content: start;
        min-inline-size: 0;
        padding: var(--_space-2) var(--_space-3);
        text-align: start;
        white-space: normal;
      }
    `,
  ];

  @property({ attribute: false }) job: AnalysisJob | null = null;
  @property({ type: Boolean }) ready = false;
  @property({ type: Number }) opacity = 0.5;

  @state() private running: { readonly label: string; readonly done: number; readonly total: number } | null = null;
  @state() private message = '';

  protected override render(): TemplateResult {
    const { running } = this;
    return html`
      <h2>Take away</h2>
      <div class="kinds">
        ${KINDS.filter(({ things = false }) => !things || this.job?.series?.things).map(
          (kind) => html`
            <button
              class="button"
              type="button"
              name=${kind.id}
              ?disabled=${!this.ready || running !== null}
              @click=${() => this.#export(kind)}
            >
              ${kind.label}<span class="caption">${kind.hint}</span>
            </button>
          `,
        )}
      </div>
      ${
        running
          ? html`<p class="row">
                <span>${running.label}: ${running.done} of ${running.total} frames</span>
                <button class="button plain" type="button" @click=${() => this.job?.client?.cancelExport()}>
                  Cancel
                </button>
              </p>
              <progress max=${Math.max(1, running.total)} value=${running.done} aria-label=${running.label}></progress>`
          : nothing
      }
      <div aria-live="polite">${this.message ? html`<p>${this.message}</p>` : nothing}</div>
    `;
  }

  async #export(kind: Kind): Promise<void> {
    const { job } = this;
    const findings = job && findingsOf(job);
    if (!job?.client || !findings) return;
    this.message = '';
    const name = stem(job.source.name);
    try {
      if (isText(kind.id)) {
        download(new Blob([TEXTS[kind.id](findings, job)], { type: kind.type }), `${name}${kind.ending}`);
        return;
      }
      const file = await this.#place(`${name}${kind.ending}`, kind);
      const { frames: _, tracks: __, ...about } = toPlain(findings);
      this.running = { label: kind.label, done: 0, total: 0 };
      const options = { kind: kind.id, file, name, opacity: this.opacity, labelling: job.choice.labelling, about };
      const blob = await job.client.exportFile(
        options,
        (done, total) => (this.running = { label: kind.label, done, total }),
      );
      if (blob) download(blob, `${name}${kind.ending}`);
      this.message = `${kind.label} written.`;
    } catch (error) {
      const cancelled = error instanceof DOMException && error.name === 'AbortError';
      if (!cancelled) this.message = error instanceof PerPixelError ? error.message : String(error);
    } finally {
      this.running = null;
    }
  }

  async #place(suggestedName: string, { type, ending }: Kind): Promise<FileSystemFileHandle | null> {
    const accept = { [type]: [ending.slice(ending.lastIndexOf('.'))] };
    return (await (window as SavePicker).showSaveFilePicker?.({ suggestedName, types: [{ accept }] })) ?? null;
  }
}

const TEXTS: Readonly<Record<Text, (findings: Findings, job: AnalysisJob) => string>> = {
  csv: toCsv,
  json: (findings) => lines(toPlain(findings)),
  report: (findings, { info, source }) => htmlReport(findings, info?.model.classes ?? [], source.name),
  'tracks-csv': ({ frames }) => toMot(frames),
  'tracks-json': (findings) => lines(tracksPlain(findings)),
};

function isText(id: string): id is Text {
  return id in TEXTS;
}

function lines(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

declare global {
  interface HTMLElementTagNameMap {
    'pp-exports': ExportPanel;
  }
}
