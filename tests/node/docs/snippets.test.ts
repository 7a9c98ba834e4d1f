import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { scriptsOf, snippetsOf, type Snippet } from '../../docs/snippets.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = ['README.md', 'docs/index.md', ...readdirSync(`${root}docs/guide`).map((name) => `docs/guide/${name}`)];
const snippets = files.flatMap((file) => snippetsOf(file, readFileSync(root + file, 'utf8')));

/** What the pages call the package, and the declarations that the build wrote of it. */
const types = `${root}.types/src/perpixel.d.ts`;
const PACKAGE = {
  perpixel: [types],
  'perpixel/elements': [types],
  'perpixel/video': [types],
};

/** The same where it is a folder beside the page. */
const COPIED = "'./lib/perpixel.js'";

const SHARED: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: [],
  paths: PACKAGE,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.Preserve,
};

/** The standard library's declarations are the same for every check. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Each faulty line, with what is wrong with it. */
function faultsOf(pieces: readonly Snippet[], options: ts.CompilerOptions): string[] {
  const texts = new Map(
    pieces.map((piece) => {
      const code = piece.language === 'html' ? scriptsOf(piece.code) : piece.code;
      return [
        `${root}.snippets/${piece.place.replace(/[/:]/g, '-')}.${piece.language === 'tsx' ? 'tsx' : 'ts'}`,
        `${piece.given}\n${code.replaceAll(COPIED, "'perpixel'")}\nexport {};\n`,
      ];
    }),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = texts.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, language);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, language, ...rest));
    return parsed.get(name);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.text.slice(0, start).split('\n').length - 1 : 0;
    const said = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${file?.fileName.replace(`${root}.snippets/`, '')}, line ${line}: ${said}`;
  });
}

describe('what the pages show as code', () => {
  it('is found', () => {
    expect(snippets.filter(({ language }) => /^(js|ts|tsx|html)$/.test(language)).length).toBeGreaterThan(20);
  });

  it('compiles against the types of the package', () => {
    const scripts = snippets.filter(({ language }) => /^(js|html)$/.test(language));
    expect(faultsOf(scripts, { ...SHARED, strict: false, noImplicitAny: false })).toEqual([]);
  });

  it('compiles with all that TypeScript checks, where it is TypeScript', () => {
    const typed = snippets.filter(({ language }) => /^tsx?$/.test(language));
    const given =
      "declare global { namespace JSX { interface IntrinsicElements { 'per-pixel': { [name: string]: unknown } } } }";
    const pieces = typed.map((each) => (each.language === 'tsx' ? { ...each, given } : each));
    expect(faultsOf(pieces, { ...SHARED, strict: true })).toEqual([]);
  });

  it('is what the checks would find a fault in', () => {
    const wrong = { place: 'x.md:1', language: 'js', given: '', runs: false };
    const code = "import { createSegmenter } from 'perpixel';\n(await createSegmenter()).segmentAll();\n";
    expect(faultsOf([{ ...wrong, code }], { ...SHARED, strict: false })).toEqual([
      expect.stringMatching(/line 2: Property 'segmentAll' does not exist/),
    ]);
  });
});
