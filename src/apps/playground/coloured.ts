import { html, type TemplateResult } from 'lit';

/** Strings, and the words of the language: enough for a few lines to be read at a glance. */
const MARKS = /("[^"\n]*"|'[^'\n]*')|\b(import|from|export|function|return|const|await)\b|(<\/?[a-z][\w-]*)/g;
const NAMES = ['', 'string', 'word', 'tag'] as const;

export function coloured(text: string): (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    const kind = match.slice(1).findIndex((each) => each !== undefined) + 1;
    pieces.push(text.slice(end, match.index), html`<span class=${NAMES[kind] ?? ''}>${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  return [...pieces, text.slice(end)];
}
