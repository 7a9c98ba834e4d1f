import { html, nothing, type TemplateResult } from 'lit';
import type { Count, FaultCount, HealthSummary } from './log/health-summary.ts';
import { amount, availability, duration, moment } from './format.ts';
import { faultWords, lowered, outcomeWords, remedyWords } from './words.ts';

/** Whether it has been well, in one sentence. */
export function verdict({ uptime, labelled }: HealthSummary): string {
  if (labelled === null) return 'It did not run in this time.';
  return `Labels were seen for ${unbroken(availability(labelled))} of the ${unbroken(duration(uptime))} that it ran.`;
}

/** A figure and its unit stay on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00A0');
}

/** @param since when the log begins, milliseconds since the epoch */
export function headline(summary: HealthSummary, since: number | null): TemplateResult {
  const { uptime, labelled, frames, incidents, recovery } = summary;
  const times = incidents.length === 1 ? 'time' : 'times';
  return html`
    <dl class="tiles">
      ${tile('It ran', duration(uptime), 'not counting sleep and power cuts')}
      ${tile('Labels seen', labelled === null ? '–' : availability(labelled), 'of the time that it ran')}
      ${tile('Frames labelled', frames > 0 ? amount(frames) : '–', frames > 0 ? '' : 'none counted yet')}
      ${tile('Something went wrong', amount(incidents.length), times)}
      ${tile('Back after', recovery ? duration(recovery.p50) : '–', recovery ? 'median' : 'nothing to recover from')}
      ${tile(
        'Back in 95 %',
        recovery ? duration(recovery.p95) : '–',
        recovery ? `longest ${duration(recovery.longest)}` : 'nothing to recover from',
      )}
    </dl>
    <p class="facts figures">${factsOf(summary, since).join(' · ')}</p>
  `;
}

function tile(name: string, value: string, note: string): TemplateResult {
  return html`
    <div>
      <dt>${name}</dt>
      <dd class="figures">${value}</dd>
      ${note ? html`<dd class="note">${note}</dd>` : nothing}
    </div>
  `;
}

function factsOf({ runs, reloads, planned, machine, updates }: HealthSummary, since: number | null): string[] {
  return [
    counted(runs, 'run', 'runs'),
    counted(reloads, 'reload as a remedy', 'reloads as a remedy'),
    counted(planned, 'planned change of the worker', 'planned changes of the worker'),
    ...machine.map(({ kind, count }) => `${lowered(faultWords(kind))} ${counted(count, 'time', 'times')}`),
    ...updates.map(({ kind, count }) => `${counted(count, 'update', 'updates')} ${outcomeWords(kind)}`),
    ...(since === null ? [] : [`the log begins ${moment(since)}`]),
  ];
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? `no ${one}` : `${amount(count)} ${count === 1 ? one : many}`;
}

export function faultTable(faults: readonly FaultCount[]): TemplateResult {
  return html`
    <section>
      <h2 id="faults">What went wrong</h2>
      ${
        faults.length === 0
          ? html`<p>Nothing, in this time.</p>`
          : html`<table aria-labelledby="faults">
              <thead>
                <tr>
                  <th scope="col">Fault</th>
                  <th scope="col">Times</th>
                  <th scope="col">Back after, median</th>
                  <th scope="col">Longest</th>
                  <th scope="col">Last</th>
                </tr>
              </thead>
              <tbody>
                ${faults.map(faultRow)}
              </tbody>
            </table>`
      }
    </section>
  `;
}

function faultRow({ kind, count, median, longest, last }: FaultCount): TemplateResult {
  const iso = new Date(last).toISOString();
  return html`<tr>
    <th scope="row">${faultWords(kind)}</th>
    <td>${amount(count)}</td>
    <td>${median === null ? '–' : duration(median)}</td>
    <td>${longest === null ? '–' : duration(longest)}</td>
    <td><time datetime=${iso} title=${iso}>${moment(last)}</time></td>
  </tr>`;
}

export function remedyTable(remedies: readonly Count[]): TemplateResult {
  return html`
    <section>
      <h2 id="remedies">What was done</h2>
      ${
        remedies.length === 0
          ? html`<p>Nothing had to be done.</p>`
          : html`<table aria-labelledby="remedies">
              <thead>
                <tr>
                  <th scope="col">Remedy</th>
                  <th scope="col">Times</th>
                </tr>
              </thead>
              <tbody>
                ${remedies.map(
                  ({ kind, count }) =>
                    html`<tr>
                      <th scope="row">${remedyWords(kind)}</th>
                      <td>${amount(count)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
    </section>
  `;
}
