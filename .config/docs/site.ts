import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assets } from './assets.ts';
import { contents } from './contents.ts';
import { linksOf } from './links.ts';
import { article, type Article } from './markdown.ts';
import { made } from './made.ts';
import { takenParts, withParts } from './parts.ts';
import type { Page } from './page.ts';
import { framed } from './template.ts';

export interface Built {
  readonly pages: readonly Page[];
  readonly articles: ReadonlyMap<string, Article>;
  /** Links that lead nowhere: page and address. */
  readonly dead: readonly string[];
}

/** Every page as an article, by its path. */
export async function articles(root: string): Promise<Built> {
  const pages = (await contents(root)).flatMap((group) => group.pages);
  const sources = pages.flatMap(({ source }) => (source === null ? [] : [source]));
  const taken = await takenParts(sources, root, 'README.md');
  const dead: string[] = [];
  const built = pages.map(async (page) => {
    const text = page.source === null ? await made(page.path, root) : await withParts(page.source, root);
    const links = linksOf(page, pages, { taken, dead: (href) => dead.push(`${page.path}: ${href}`) });
    return [page.path, await article(text, links)] as const;
  });
  return { pages, articles: new Map(await Promise.all(built)), dead };
}

/** Writes the documentation: a folder of plain pages that needs no server of its own and no other origin. */
export async function buildDocs(root: string, out: string): Promise<Built> {
  await rm(out, { recursive: true, force: true });
  const [built, ours, groups] = await Promise.all([articles(root), assets(root, out), contents(root)]);
  const titles = new Map([...built.articles].map(([path, { title }]) => [path, title]));
  for (const page of built.pages) {
    const path = join(out, page.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await framed(page, built.articles.get(page.path)!, { root, groups, titles, assets: ours }));
  }
  await writeFile(join(out, 'search.json'), JSON.stringify(entries(built)));
  return built;
}

/** What the search finds: a line a heading. */
function entries({ pages, articles: all }: Built): { path: string; page: string; title: string; words: string }[] {
  return pages.flatMap(({ path, title }) => {
    const { sections, title: heading } = all.get(path)!;
    return sections.map(({ id, text, words }, index) => ({
      path: index === 0 ? path : `${path}#${id}`,
      page: title ?? heading,
      title: text,
      words,
    }));
  });
}
