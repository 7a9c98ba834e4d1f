import { createCssVariablesTheme, createHighlighter, type BundledLanguage, type Highlighter } from 'shiki';

/** Languages of the pages' snippets, and what else they are called. */
const LANGUAGES: readonly BundledLanguage[] = [
  'ts',
  'js',
  'tsx',
  'html',
  'vue',
  'svelte',
  'css',
  'sh',
  'json',
  'ini',
  'nginx',
  'apache',
];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each]!);

let made: Promise<Highlighter> | null = null;

/** Colours code by classes: the site's policy allows no inline style. What has another language stays as it is. */
export async function highlighter(): Promise<(code: string, language: string) => string> {
  made ??= createHighlighter({ themes: [createCssVariablesTheme()], langs: [...LANGUAGES] });
  const shiki = await made;
  const known = new Set(shiki.getLoadedLanguages());
  return (code, language) => {
    if (!known.has(language)) return escaped(code);
    const { tokens } = shiki.codeToTokens(code, { lang: language as BundledLanguage, theme: 'css-variables' });
    return tokens.map((line) => line.map(({ content, color }) => coloured(content, color)).join('')).join('\n');
  };
}

function coloured(text: string, colour: string | undefined): string {
  const name = /--shiki-token-([\w-]+)/.exec(colour ?? '')?.[1];
  return name ? `<span class="t-${name}">${escaped(text)}</span>` : escaped(text);
}

export { escaped };
