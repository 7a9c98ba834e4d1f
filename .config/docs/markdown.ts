import MarkdownIt from 'markdown-it';
import { escaped, highlighter } from './highlight.ts';
import { Slugs } from './slug.ts';

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

/** A stretch of a page under one heading, for the search. */
export interface Section extends Omit<Heading, 'level'> {
  readonly words: string;
}

export interface Article {
  readonly html: string;
  readonly title: string;
  /** The first paragraph, without marks. */
  readonly summary: string;
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
}

/** Turns a link of the Markdown into one of the site; null: it leads nowhere there, and its words stay. */
export type Linked = (href: string) => string | null;

type Token = ReturnType<MarkdownIt['parse']>[number];

/** Markdown as an article of the site. */
export async function article(source: string, linked: Linked): Promise<Article> {
  const highlight = await highlighter();
  const markdown = new MarkdownIt({ html: true, linkify: false });
  rules(markdown, highlight);
  const tokens = markdown.parse(source.replace(/<!--[\s\S]*?-->\n?/g, ''), {});
  relink(tokens, linked);
  classed(tokens);
  headless(tokens);
  const headings = identified(tokens);
  const [first] = headings;
  return {
    html: markdown.renderer.render(tokens, markdown.options, {}),
    title: first?.text ?? '',
    summary: summaryOf(tokens),
    headings,
    sections: sectionsOf(tokens, headings),
  };
}

function rules({ renderer }: MarkdownIt, highlight: (code: string, language: string) => string): void {
  renderer.rules['fence'] = (tokens, index) => {
    const { content, info } = tokens[index]!;
    const [language = ''] = info.split(' ');
    return `<div class="code"><pre data-language="${escaped(language)}"><code>${highlight(content.trimEnd(), language)}</code></pre></div>\n`;
  };
  renderer.rules['code_block'] = (tokens, index) =>
    `<div class="code"><pre><code>${escaped(tokens[index]!.content.trimEnd())}</code></pre></div>\n`;
  // a table that is wider than its page scrolls by itself
  renderer.rules['table_open'] = () => '<div class="wide"><table>\n';
  renderer.rules['table_close'] = () => '</table></div>\n';
  renderer.rules['heading_close'] = (tokens, index) => {
    const { tag } = tokens[index]!;
    const id = tokens[index - 2]!.attrGet('id') ?? '';
    const text = wordsOf(tokens[index - 1]!);
    const anchor = `<a class="anchor" href="#${id}" aria-label="Link to “${escaped(text)}”">#</a>`;
    return `${tag === 'h1' ? '' : ` ${anchor}`}</${tag}>\n`;
  };
}

/** Gives each heading an id. */
function identified(tokens: readonly Token[]): Heading[] {
  const slugs = new Slugs();
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return [];
    const text = wordsOf(tokens[index + 1]!);
    const id = slugs.next(text);
    token.attrSet('id', id);
    return [{ level: Number(token.tag.slice(1)), id, text }];
  });
}

/** A cell of the head that says nothing is no heading. */
function headless(tokens: readonly Token[]): void {
  for (const [index, { type }] of tokens.entries()) {
    if (type !== 'th_open' || tokens[index + 1]!.content !== '') continue;
    tokens[index]!.tag = 'td';
    tokens[index + 2]!.tag = 'td';
  }
}

/** A column of figures is told by a class: the site's policy allows no inline style. */
function classed(tokens: readonly Token[]): void {
  for (const token of tokens) {
    const style = /^t[hd]_open$/.test(token.type) ? token.attrGet('style') : null;
    if (style === null) continue;
    token.attrs = [['class', style.replace('text-align:', '')]];
  }
}

function relink(tokens: readonly Token[], linked: Linked): void {
  for (const { children } of tokens) {
    if (!children) continue;
    const dropped: boolean[] = [];
    for (const child of children) {
      if (child.type === 'link_open') {
        const href = linked(child.attrGet('href') ?? '');
        dropped.push(href === null);
        if (href === null) child.hidden = true;
        else child.attrSet('href', href);
      } else if (child.type === 'link_close') child.hidden = dropped.pop() ?? false;
      else if (child.type === 'image') child.attrSet('src', linked(child.attrGet('src') ?? '') ?? '');
    }
    for (const child of children) {
      if (!child.hidden) continue;
      child.type = 'text';
      child.tag = '';
      child.content = '';
    }
  }
}

function wordsOf({ children, content }: Token): string {
  if (!children) return content;
  return children
    .map(({ type, content: each }) => (/^(text|code_inline)$/.test(type) ? each : ' '))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function summaryOf(tokens: readonly Token[]): string {
  const at = tokens.findIndex(({ type }) => type === 'paragraph_open');
  return at < 0 ? '' : wordsOf(tokens[at + 1]!);
}

function sectionsOf(tokens: readonly Token[], headings: readonly Heading[]): Section[] {
  const words = headings.map((): string[] => []);
  let current = -1;
  let skip = false;
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      current++;
      skip = true;
    } else if (token.type === 'inline' || token.type === 'fence') {
      if (!skip) words[current]?.push(token.type === 'fence' ? token.content : wordsOf(token));
      skip = false;
    }
  }
  return headings.map(({ id, text }, index) => ({ id, text, words: words[index]!.join(' ').slice(0, 4000) }));
}
