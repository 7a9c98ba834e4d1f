/** Of the site and of this repository, not of the package. */
const NOT_OURS = ['Analyse a driving video', 'On a wall: the kiosk', 'How it is built'];

/** What else is about the repository, and what stands in its place. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/^!\[.*\n\n```sh\n[\s\S]*?```\n\n[\s\S]*?(?=^## )/m, ''],
  [
    /^\*\*Without npm\*\* [\s\S]*?(?=^#### )/m,
    'For WASM threads your page must be cross-origin isolated; without, it runs on one thread.\n\n',
  ],
  [/^The demo page takes [\s\S]*?\n\n/m, ''],
  [/`npm start` and `npm run dev` do so\./, '`npx perpixel serve` does so.'],
  [/\[docs\/reports\/browsers\.md\][\s\S]*?(?=\n\n)/, ''],
  [/^\[docs\/reports\]\(docs\/reports\) [\s\S]*?\n\n/m, ''],
  [/^`npm run models` converts .*?\. (?=Networks)/m, ''],
  [/:\s+see \[models\/README\.md\]\(models\/README\.md\)\./, '.'],
  [/^<!-- given: .*\n/gm, ''],
  [/(import \{ analyze[^}]*\} from )'\.\/lib\/perpixel\.js'/g, "$1'perpixel/video'"],
  [/(import \{ processTrack \} from )'\.\/lib\/perpixel\.js'/g, "$1'perpixel'"],
  [/what `npm run evaluate` does \(\[how\]\([^)]*\)\)/, 'how good a model is on labelled images'],
  [/ \(\[[^\]]*\]\((?!https?:|#)[^)]*\)\)/g, ''],
  [/\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g, '$1'],
];

/**
 * The package's README: the part of ours that is about the package, with the package's own paths. Whoever reads it at a registry
 * has none of the files that ours links to.
 */
export function packageReadme(readme: string): string {
  const [lead = '', ...sections] = readme.split(/^(?=## )/m);
  const kept = sections.filter((section) => !NOT_OURS.some((title) => section.startsWith(`## ${title}\n`)));
  if (sections.length - kept.length !== NOT_OURS.length)
    throw new Error(`README has no longer all of ${NOT_OURS.join(', ')}`);
  const text = CHANGES.reduce(
    (changed, [from, to]) => {
      if (changed.search(from) < 0) throw new Error(`README has changed: ${from} is not in it`);
      return changed.replace(from, to);
    },
    [lead, ...kept].join(''),
  );
  const anchors = anchorsOf(text);
  const within = text.replace(/\[([^\]]*)\]\(#([^)]*)\)/g, (link, words: string, to: string) =>
    anchors.has(to) ? link : words,
  );
  return `${within.trimEnd()}\n\n## Licence\n\nApache-2.0. The file NOTICE of the package names what is not ours.\n`;
}

/** As registries make them of headings. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => words);
  return new Set(
    headings.map((words) =>
      words
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}
