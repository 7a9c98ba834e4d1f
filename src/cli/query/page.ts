import { escaped } from '../../core/analysis/html-parts.ts';
import { guarded } from '../../core/text/formula-guard.ts';
import { VERSION } from '../../core/text/version.ts';
import { clock } from './clock.ts';
import type { Found } from './found.ts';

const WIDTH = 960;
/** More rows are no reading any more. */
const MOST = 5000;

/** One page that stands alone: the ranges of a query, video by video, on a line of time and in a table. */
export function queryPage(query: string, found: readonly Found[]): string {
  const videos = new Map<string, Found[]>();
  for (const each of found.slice(0, MOST)) {
    const known = videos.get(each.video);
    if (known) known.push(each);
    else videos.set(each.video, [each]);
  }
  const longest = Math.max(1, ...found.map(({ to }) => to));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(query)}: perpixel query</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
h2 { margin: 1.5rem 0 0.25rem; font-size: 1rem; overflow-wrap: anywhere; }
svg { display: block; width: 100%; height: 1.25rem; background: #8882; border-radius: 3px; fill: #2f6fde; }
ul { margin: 0.25rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; font-variant-numeric: tabular-nums; }
p { opacity: 0.75; }
</style>
<h1>${escaped(query)}</h1>
<p>${found.length} ranges in ${new Set(found.map(({ video }) => video)).size} videos. All lines of time end at ${clock(longest)}. Made by perpixel ${escaped(VERSION)}; labels are a network’s prediction.</p>
${[...videos].map(([video, ranges]) => section(video, ranges, longest)).join('\n')}
${found.length > MOST ? `<p>and ${found.length - MOST} more</p>` : ''}
</html>
`;
}

function section(video: string, ranges: readonly Found[], longest: number): string {
  const x = (seconds: number): number => (seconds / longest) * WIDTH;
  const bars = ranges.map(({ from, to }) => {
    const width = Math.max(1, x(to) - x(from)).toFixed(1);
    return `<rect x="${x(from).toFixed(1)}" width="${width}" height="20"><title>${clock(from)} – ${clock(to)}</title></rect>`;
  });
  const items = ranges.map(({ from, to }) => `<li>${clock(from)} – ${clock(to)}</li>`);
  return `<h2 dir="auto">${escaped(guarded(video))}</h2>
<svg viewBox="0 0 ${WIDTH} 20" preserveAspectRatio="none" role="img">${bars.join('')}</svg>
<ul>${items.join('')}</ul>`;
}
