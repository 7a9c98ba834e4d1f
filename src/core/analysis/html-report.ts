import { guarded } from '../text/formula-guard.ts';
import { escaped, percent, plot, type Coloured } from './html-parts.ts';
import { thingsReport } from './html-things.ts';
import type { Findings } from './report.ts';

const WIDTH = 960;
const HEIGHT = 240;
/** Points of a curve at most. */
const POINTS = 960;

/**
 * One page that stands alone: what was analysed and how, each class's share over time, things where they are told apart, and
 * tables, whose names are guarded since they may be pasted into a spreadsheet.
 */
export function htmlReport(findings: Findings, classes: readonly Coloured[], name: string): string {
  const { video, model, options, frames, lost, version } = findings;
  const rows = classes.map((each) => ({ ...each, ...summary(findings, each.id) })).sort((a, b) => b.mean - a.mean);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(name)}: perpixel report</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; letter-spacing: -0.02em; overflow-wrap: anywhere; }
h2 { margin-top: 2rem; font-size: 1.05rem; }
svg.plot { display: block; width: 100%; height: auto; background: #8881; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.5rem; text-align: right; border-bottom: 1px solid #8884; }
th:first-child { text-align: start; font-weight: 500; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; }
dt { opacity: 0.7; } dd { margin: 0; overflow-wrap: anywhere; }
i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.5em; border-radius: 3px; }
</style>
<h1 dir="auto">${escaped(name)}</h1>
<dl>
<dt>Video</dt><dd>${video.width} × ${video.height}, ${(video.duration - video.start).toFixed(2)} s, ${video.frameCount} frames, ${escaped(video.codec)}</dd>
<dt>Analysed</dt><dd>${frames.length} frames${lost.length > 0 ? `; ${lost.length} could not be decoded` : ''}</dd>
${findings.note ? `<dt>Note</dt><dd dir="auto">${escaped(findings.note)}</dd>\n` : ''}<dt>Model</dt><dd>${escaped(model.id)} (${escaped(model.licence)}), SHA-256 ${escaped(model.sha256)}</dd>
<dt>Options</dt><dd>${escaped(JSON.stringify(options))}</dd>
<dt>Made by</dt><dd>perpixel ${escaped(version)}</dd>
</dl>
<h2>Shares of the picture over time</h2>
${stackedPlot(findings, classes)}
<h2>Classes</h2>
<table>
<tr><th>class</th><th>mean</th><th>lowest</th><th>highest</th><th>highest at</th></tr>
${rows
  .map(
    ({ name: title, colour, mean, low, high, at }) =>
      `<tr><th scope="row" dir="auto"><i style="background:${escaped(colour)}"></i>${escaped(guarded(title))}</th><td>${percent(mean)}</td><td>${percent(low)}</td><td>${percent(high)}</td><td>${at.toFixed(2)} s</td></tr>`,
  )
  .join('\n')}
</table>
${thingsReport(findings, classes)}${rows
    .filter(({ high }) => high > 0)
    .map(({ id, name: title, colour }) => `<h2 dir="auto">${escaped(title)}</h2>\n${linePlot(findings, id, colour)}`)
    .join('\n')}
<p>Labels are a network’s prediction.</p>
</html>
`;
}

function summary({ frames }: Findings, id: number): { mean: number; low: number; high: number; at: number } {
  let [sum, low, high, at] = [0, Infinity, -Infinity, 0];
  for (const { shares, timestamp } of frames) {
    const share = shares[id] ?? 0;
    sum += share;
    low = Math.min(low, share);
    if (share > high) [high, at] = [share, timestamp];
  }
  return frames.length > 0 ? { mean: sum / frames.length, low, high, at } : { mean: 0, low: 0, high: 0, at: 0 };
}

/** Frames, thinned out to what a plot can show. */
function points({ frames, video }: Findings): { x: number; shares: Float32Array }[] {
  const step = Math.max(1, Math.ceil(frames.length / POINTS));
  const length = Math.max(video.duration - video.start, 1e-9);
  return frames
    .filter((_, place) => place % step === 0)
    .map(({ timestamp, shares }) => ({ x: ((timestamp - video.start) / length) * WIDTH, shares }));
}

function stackedPlot(findings: Findings, classes: readonly Coloured[]): string {
  const columns = points(findings);
  const base = columns.map(() => 0);
  const layers = classes.map(({ id, colour, name }) => {
    const lower = columns.map(({ x }, i) => `${x.toFixed(1)},${(HEIGHT * (1 - base[i]!)).toFixed(1)}`);
    columns.forEach(({ shares }, i) => (base[i]! += shares[id] ?? 0));
    const upper = columns.map(({ x }, i) => `${x.toFixed(1)},${(HEIGHT * (1 - base[i]!)).toFixed(1)}`);
    return `<polygon points="${[...upper, ...lower.toReversed()].join(' ')}" fill="${escaped(colour)}"><title>${escaped(name)}</title></polygon>`;
  });
  return plot(layers.join(''), WIDTH, HEIGHT);
}

function linePlot(findings: Findings, id: number, colour: string): string {
  const columns = points(findings);
  const top = Math.max(0.01, ...columns.map(({ shares }) => shares[id] ?? 0));
  const line = columns.map(({ x, shares }) => `${x.toFixed(1)},${(HEIGHT * (1 - (shares[id] ?? 0) / top)).toFixed(1)}`);
  return `${plot(`<polyline points="${line.join(' ')}" fill="none" stroke="${escaped(colour)}" stroke-width="2"/>`, WIDTH, HEIGHT)}<p>0 to ${percent(top)}</p>`;
}
