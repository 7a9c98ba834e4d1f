import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shelled } from '../vite/shell.ts';
import { escaped } from './highlight.ts';
import type { Article } from './markdown.ts';
import { relative, type Group, type Page } from './page.ts';

export interface Assets {
  readonly script: string;
  readonly style: string;
}

export interface Frame {
  readonly root: string;
  readonly groups: readonly Group[];
  /** Of each page, by its path. */
  readonly titles: ReadonlyMap<string, string>;
  readonly assets: Assets;
}

/** A whole page: the site's own head and masthead, the contents, the article and its outline. */
export async function framed(page: Page, article: Article, frame: Frame): Promise<string> {
  const template = await readFile(join(frame.root, 'src/apps/docs/page.html'), 'utf8');
  const parts: Readonly<Record<string, string>> = {
    title: escaped(article.title),
    summary: escaped(article.summary.slice(0, 200)),
    style: relative(page.path, frame.assets.style),
    script: relative(page.path, frame.assets.script),
    index: relative(page.path, 'search.json'),
    contents: contentsOf(page, frame),
    article: article.html,
    outline: outlineOf(article),
    neighbours: neighboursOf(page, frame),
  };
  const base = relative(`docs/${page.path}`, '');
  const shell = (await shelled(template, frame.root, base)).replace(/^ *<link rel="stylesheet" href="\/src.*\n/gm, '');
  return (
    shell
      .replace('href="/favicon.svg"', `href="${base}favicon.svg"`)
      // the name leads home, and the article has the heading
      .replace(/<h1 class="wordmark">([\s\S]*?)<\/h1>/, `<p class="wordmark"><a href="${base}">$1</a></p>`)
      .replace(/\{\{ (\w+) \}\}/g, (mark, name: string) => parts[name] ?? mark)
  );
}

function contentsOf(page: Page, { groups, titles }: Frame): string {
  return groups
    .map(({ title, pages, app = [] }) => {
      const items = pages.map((each) => {
        const here = each.path === page.path ? ' aria-current="page"' : '';
        return `<li><a href="${relative(page.path, each.path)}"${here}>${escaped(each.title ?? titles.get(each.path) ?? '')}</a></li>`;
      });
      const beside = app.map(
        ([file, name]) => `<li><a href="${relative(`docs/${page.path}`, file)}">${escaped(name)}</a></li>`,
      );
      return `<section><h2>${title}</h2><ul>${[...items, ...beside].join('')}</ul></section>`;
    })
    .join('\n');
}

function outlineOf({ headings }: Article): string {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 2) return '';
  const items = shown.map(
    ({ level, id, text }) => `<li class="level-${level}"><a href="#${id}">${escaped(text)}</a></li>`,
  );
  return `<nav class="outline" aria-label="On this page"><h2>On this page</h2><ul>${items.join('')}</ul></nav>`;
}

function neighboursOf(page: Page, { groups, titles }: Frame): string {
  const pages = groups.flatMap((group) => group.pages);
  const at = pages.findIndex(({ path }) => path === page.path);
  const link = (each: Page | undefined, word: string, rel: string): string =>
    each
      ? `<a rel="${rel}" href="${relative(page.path, each.path)}"><span>${word}</span> ${escaped(each.title ?? titles.get(each.path) ?? '')}</a>`
      : '<span></span>';
  return link(pages[at - 1], 'Before', 'prev') + link(pages[at + 1], 'Next', 'next');
}
