/** A piece of code that a page of the documentation shows. */
export interface Snippet {
  /** File and line. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
  /** Declarations of what the reader has: `<!-- given: const file: File -->` above it, which nobody sees. */
  readonly given: string;
  /** `<!-- run -->` above it: it is run, and prints what its comments say. */
  readonly runs: boolean;
}

const FENCE = /^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm;

/** Every fenced piece of code of a Markdown file. */
export function snippetsOf(file: string, text: string): Snippet[] {
  return [...text.matchAll(FENCE)].map(({ 1: language = '', 2: code = '', index }) => {
    const before = text.slice(0, index);
    const notes = /(?:<!-- (?:given: .*|run) -->\n)*$/.exec(before)?.[0] ?? '';
    const given = [...notes.matchAll(/<!-- given: (.*) -->/g)].map(([, each = '']) => `declare ${each};`);
    return {
      place: `${file}:${before.split('\n').length}`,
      language,
      code,
      given: given.join('\n'),
      runs: notes.includes('<!-- run -->'),
    };
  });
}

/** Scripts of a page that is shown whole. */
export function scriptsOf(html: string): string {
  return [...html.matchAll(/<script type="module">([\s\S]*?)<\/script>/g)].map(([, code = '']) => code).join('\n');
}

/** What a snippet that is run is to print, by its comments: `console.log(x); // this`. */
export function expectedOf({ code }: Snippet): string[] {
  return [...code.matchAll(/^\s*console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line = '']) => line);
}
