import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { scriptsOf, type Snippet } from './snippets.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the pages call the package, and the declarations that the build wrote of it. */
const types = `${root}.types/src/perpixel.d.ts`;
const PACKAGE = {
  perpixel: [types],
  'perpixel/elements': [types],
  'perpixel/video': [types],
  'perpixel/node': [`${root}.types/src/node.d.ts`],
  'perpixel/react': [`${root}.types/src/react.d.ts`],
  'perpixel/frameworks/react': [`${root}dist/lib/frameworks/react.d.ts`],
};

/** The same where it is a folder beside the page. */
const COPIED = "'./lib/perpixel.js'";

const OPTIONS: ts.CompilerOptions = {
  strict: true,
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
  jsx: ts.JsxEmit.ReactJSX,
};

/** The standard library's declarations are the same for every check. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Each faulty line, with what is wrong with it. */
export function faultsOf(pieces: readonly Snippet[]): string[] {
  const texts = new Map(
    pieces.map((piece) => {
      const code = piece.language === 'html' ? scriptsOf(piece.code) : piece.code;
      return [
        `${root}.snippets/${piece.place.replace(/[/:]/g, '-')}.${piece.language === 'tsx' ? 'tsx' : 'ts'}`,
        `${piece.given}\n${code.replaceAll(COPIED, "'perpixel'")}\nexport {};\n`,
      ];
    }),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.getSourceFile = (name, language, ...rest) => {
    const text = texts.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, language);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, language, ...rest));
    return parsed.get(name);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.text.slice(0, start).split('\n').length - 1 : 0;
    const said = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${file?.fileName.replace(`${root}.snippets/`, '')}, line ${line}: ${said}`;
  });
}
