import { html, type TemplateResult } from 'lit';
import type { Costs } from './costs.ts';

/** What the choice costs here, measured. */
export function costList({ fetched, first, frame, network, backend, reason }: Costs): TemplateResult {
  return html`
    <dl class="costs" aria-label="What it costs on this machine">
      ${figure('Fetched', fetched === null ? '–' : (fetched / 1e6).toFixed(1), 'MB', 'Over the wire on a first visit, compressed: scripts, runtime, model')}
      ${figure('First label', first === null ? '–' : (first / 1000).toFixed(1), 's', 'From the choice to the first labelled frame')}
      ${figure('Each frame', milliseconds(frame), 'ms', 'Median of the newest 60 frames, all stages')}
      ${figure('Of that, the network', milliseconds(network), 'ms', 'Median of the newest 60 frames')}
    </dl>
    <p class="reason">${backend ? `${backend}: ${reason}` : 'Measured as soon as it labels.'}</p>
  `;
}

function figure(label: string, value: string, unit: string, hint: string): TemplateResult {
  return html`<div title=${hint}>
    <dt>${label}</dt>
    <dd>${value} <small>${unit}</small></dd>
  </div>`;
}

function milliseconds(value: number | null): string {
  return value === null ? '–' : value.toFixed(value < 10 ? 1 : 0);
}
