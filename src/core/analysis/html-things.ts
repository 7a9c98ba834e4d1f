import { guarded } from '../text/formula-guard.ts';
import { shadeOf } from '../instances/shade.ts';
import { countColumn } from '../instances/count-column.ts';
import { escaped, percent, plot, type Coloured } from './html-parts.ts';
import type { Findings } from './report.ts';

const WIDTH = 960;
const HEIGHT = 48;
/** Columns of a plot at most. */
const COLUMNS = 960;
/** A page with more rows is no reading any more: the rest is in the tables that can be taken away. */
const MOST_TRACKS = 1000;

/** How many things there were of each class over time, and each of them that was followed; '' where none were told apart. */
export function thingsReport(findings: Findings, classes: readonly Coloured[]): string {
  const { tracks } = findings;
  if (!tracks) return '';
  return `<h2>Things over time</h2>
${classes.map((each) => countPlot(findings, each)).join('\n')}
<h2>Tracks</h2>
${tracks.length === 0 ? '<p>Nothing was followed.</p>' : trackTable(tracks, classes)}
`;
}

function countPlot({ frames, columns = [], video }: Findings, { name, colour }: Coloured): string {
  const column = columns.indexOf(countColumn(name));
  if (column < 0) return '';
  const most = frames.reduce((high, frame) => Math.max(high, frame.columns?.[column] ?? 0), 0);
  if (most === 0) return '';
  const length = Math.max(video.duration - video.start, 1e-9);
  const peaks = new Map<number, number>();
  for (const { timestamp, columns: counted } of frames) {
    const x = Math.min(COLUMNS - 1, Math.floor(((timestamp - video.start) / length) * COLUMNS));
    peaks.set(x, Math.max(peaks.get(x) ?? 0, counted?.[column] ?? 0));
  }
  const step = WIDTH / COLUMNS;
  const width = Math.max(step, WIDTH / Math.max(1, frames.length)).toFixed(1);
  const bars = [...peaks]
    .filter(([, peak]) => peak > 0)
    .map(([x, peak]) => {
      const height = (peak / most) * HEIGHT;
      return `<rect x="${(x * step).toFixed(1)}" y="${(HEIGHT - height).toFixed(1)}" width="${width}" height="${height.toFixed(1)}"/>`;
    });
  const title = `<h3 dir="auto">${escaped(name)}, at most ${most}</h3>`;
  return `${title}\n${plot(`<g fill="${escaped(colour)}">${bars.join('')}</g>`, WIDTH, HEIGHT)}`;
}

function trackTable(tracks: NonNullable<Findings['tracks']>, classes: readonly Coloured[]): string {
  const rows = tracks.slice(0, MOST_TRACKS).map(({ track, classId, first, last, largest }) => {
    const { name = '', colour = '#888888' } = classes[classId] ?? {};
    const swatch = `<i style="background:${escaped(shadeOf(colour, track))}"></i>`;
    const cells = [String(track), seconds(first), seconds(last), seconds(last - first), percent(largest)];
    return `<tr><th scope="row" dir="auto">${swatch}${escaped(guarded(name))}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const more = tracks.length - rows.length;
  return `<table>
<tr><th>class</th><th>number</th><th>from</th><th>to</th><th>for</th><th>largest</th></tr>
${rows.join('\n')}
</table>${more > 0 ? `\n<p>and ${more} more</p>` : ''}`;
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
