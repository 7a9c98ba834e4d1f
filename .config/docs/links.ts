import { posix } from 'node:path';
import type { Linked } from './markdown.ts';
import { relative, type Page } from './page.ts';

/** The app's own pages, where they lie in the repository and on the site. */
const APP = new Map([
  ...['index.html', 'analyze.html', 'health.html', 'learn.html', 'playground.html'].map(
    (name) => [name, name] as const,
  ),
  ['src/public/example.html', 'example.html'],
]);

export interface LinkWays {
  /** The Markdown that took each heading of the README, by its id. */
  readonly taken: ReadonlyMap<string, string>;
  /** Told of a link that leads nowhere. */
  dead(href: string): void;
}

/** Links of a page's Markdown, which lead from file to file of the repository, as links from page to page. */
export function linksOf(page: Page, pages: readonly Page[], { taken, dead }: LinkWays): Linked {
  const bySource = new Map(pages.flatMap((each) => (each.source === null ? [] : [[each.source, each.path] as const])));
  const paths = new Set(pages.map(({ path }) => path));
  const folder = posix.dirname(page.source ?? `docs/${page.path}`);
  const placed = (file: string): string | null => {
    const target = posix.normalize(posix.join(folder, file));
    const app = APP.get(target);
    if (app) return relative(`docs/${page.path}`, app);
    // pages that the build makes have no Markdown: they are named as they lie on the site
    const made = target.replace(/^docs\//, '');
    const path = bySource.get(target) ?? (paths.has(made) ? made : null);
    return path === null ? null : relative(page.path, path);
  };
  return (href) => {
    if (/^(#|[a-z]+:)/i.test(href)) return href;
    const [, file = '', rest = ''] = /^([^?#]*)(.*)$/.exec(href) ?? [];
    const ofReadme = posix.join(folder, file) === 'README.md';
    const source = ofReadme ? (taken.get(rest.slice(1)) ?? 'docs/index.md') : null;
    const path = source === null ? placed(file) : placed(posix.relative(folder, source));
    if (path === null && /\.(md|html)$/.test(file)) dead(href);
    return path === null ? null : path + rest;
  };
}
