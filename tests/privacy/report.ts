import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Visit } from './visit.ts';

const WAYS = ['stream', 'track', 'recording', 'snapshot', 'page'] as const;
type Row = { frames: number; covered: number; black: number; shown: number; late: number; raw: number; most: number };

/** What came out by a way, over a visit. */
function row({ sights, films }: Visit, way: (typeof WAYS)[number]): Row {
  const parts = way === 'recording' ? films.map((film) => ({ ...film, late: 0 })) : [sights[way]];
  const sum = (of: Exclude<keyof Row, 'most'>): number => parts.reduce((total, part) => total + part[of], 0);
  return {
    frames: sum('frames'),
    covered: sum('covered'),
    black: sum('black'),
    shown: sum('shown'),
    late: sum('late'),
    raw: sum('raw'),
    most: Math.max(...parts.map(({ most }) => most)),
  };
}

export function report(visits: readonly Visit[], seed: number): { text: string; raw: number; unseen: string[] } {
  const rows = visits.flatMap((each) =>
    WAYS.map((way) => ({ part: each.name, way, provoked: each.provoked[way], ...row(each, way) })),
  );
  const raw = rows.reduce((sum, each) => sum + each.raw, 0);
  const unseen = visits.flatMap(({ name, provoked }) =>
    WAYS.filter((way) => provoked[way] === 0).map((way) => `${name}: ${way}`),
  );
  const leaks = visits.flatMap(({ sights, films }) => [
    ...Object.entries(sights).flatMap(([way, { leaks: told }]) => told.map((leak) => `${way}: ${leak}`)),
    ...films.flatMap((film) => film.leaks.map((leak) => `recording: ${leak}`)),
  ]);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Node ${process.versions.node}, Chromium ${visits[0]?.browser}`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const total = (of: (visit: Visit) => number): number => visits.reduce((sum, each) => sum + of(each), 0);
  const counts = (of: (visit: Visit) => Readonly<Record<string, number>>): string => {
    const all: Record<string, number> = {};
    for (const each of visits)
      for (const [name, count] of Object.entries(of(each))) all[name] = (all[name] ?? 0) + count;
    return Object.entries(all)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  };
  const values = (of: Readonly<Record<string, number>>): number =>
    Object.values(of).reduce((sum, each) => sum + each, 0);
  const text = `# Raw frames

${new Date().toISOString().slice(0, 10)}, at ${commit}, on ${machine}. Written by \`npm run privacy -- --seed ${seed}\`, ${Math.round(total(({ seconds }) => seconds) / 60)} minutes.

${total(({ switched }) => values(switched))} switches (${counts(({ switched }) => switched)}) and ${total(({ deaths }) => values(deaths))} deaths of what draws (${counts(({ deaths }) => deaths)}), most of them in
the middle of a switch: **${raw} raw frames** came out. ${total(({ hidden }) => hidden)} times the page was hidden. Behind ${total(({ recovered }) => recovered)} of the deaths element and track both showed something again by themselves within 30 s, behind ${total(({ late }) => late)} later.

| part | way out | frames looked at | covered | black | wall to be seen | the same, on their way when it was hidden | raw | largest share of marked pixels in one that is not raw | wall seen when it is shown on purpose |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map((each) => `| ${[each.part, each.way, each.frames, each.covered, each.black, each.shown, each.late, each.raw, `${(100 * each.most).toFixed(2)} %`, each.provoked].join(' | ')} |`).join('\n')}
${leaks.length > 0 ? `\n${leaks.map((leak) => `- ${leak}`).join('\n')}\n` : ''}
At the end of each part the wall is shown on purpose, without a word to those who watch: the last column has the frames in which each of them saw it. Where
one saw none, its zeros mean nothing, and the command fails.

## How

- The built page with its element, and \`processTrack\` on a camera track of its own beside it, in a real headless Chromium. Both share workers.
- The fake camera films a person before a wall of green and purple stripes, 8 pixels wide, whose blur is grey. So do the picture and the film that are opened in between.
- A pixel is marked where it has most of either colour (50 of 255 beyond the other channels); the wall is 72 % of the picture. Part \`exact\` is labelled by two
  models that take red for the person and are never wrong: ${100 * (visits[0]?.raw ?? 0)} % of marked pixels make a picture **raw**, on WASM (a blur of half strength leaves two in a small picture). \`GPU\` is the same on WebGPU (software adapter) and WASM in turn, on a camera of 320 × 180, where devices are
  lost too. \`bundled\` has \`selfie\`, \`selfie-landscape\`, \`people\` and the automatic choice, on WASM: these take pieces of the drawn wall for a person now and then, so that raw is what has five sixths
  of the wall.
- \`stream\`: every frame of \`captureStream()\`; \`track\`: every frame of the processed track; \`recording\`: every frame of the saved MP4 and WebM files, as
  ffmpeg decodes them; \`snapshot\`: a PNG after each switch; \`page\`: the canvas on the page, some thirty times a second, where it can be seen.
- \`hidden tab\`: the window is minimized, and the overlay is switched meanwhile.
- Now and then the overlay is one that shows the wall. Once it is hidden again, streams and clones of the track that are opened then, snapshots and
  the canvas must not have it. Those that were there before may have frames that had left, up to the first one without the wall, and none behind it.
`;
  return { text, raw, unseen };
}
