import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { NOTHING, said, situationsOf, UNKNOWN, type Given } from './said.ts';
import { functionAround, Sources, walk, type Named } from './sources.ts';

/** What an error of this code says, as it stands where it is thrown; `…` is what only the moment knows. */
interface Saying {
  readonly problem: string;
  readonly remedy: string;
}

/** How a call that makes an error is told from others, and where its words stand among its arguments. */
const MAKERS: Readonly<
  Record<string, { readonly code: number; readonly problem: number | null; readonly remedy: number }>
> = {
  PerPixelError: { code: 0, problem: 1, remedy: 2 },
  toPerPixelError: { code: 1, problem: null, remedy: 2 },
};
/** Where an error is made of whatever was thrown. */
const THROWN = 'What the browser said.';

/** Every code with what it means, its problems and their remedies, read from where the code lists and throws them. */
export async function errorsPage(root: string): Promise<string> {
  const paths = await Promise.all(['src', 'workers'].map((side) => filesOf(join(root, side))));
  const sources = await Sources.read(paths.flat());
  const codes = codesOf(sources);
  const sayings = new Map<string, Map<string, Saying>>();
  for (const file of sources.all) walk(file, (node) => collect(sources, node, sayings));
  const sections = codes.map(({ code, means }) => section(code, means, [...(sayings.get(code)?.values() ?? [])]));
  return `# Errors

Every error is a \`PerPixelError\`: a \`code\`, a \`problem\` and a \`remedy\` in words for whoever sees them, and the \`cause\`. \`message\` is both
sentences. Go by the code; show the words. A rejected promise brings it, and of the element the event \`perpixel-error\` (\`detail\`).
In the words below, “…” is what only the moment knows: an address, a name, a value.

<!-- given: const picture: ImageData -->
\`\`\`js
import { createSegmenter, PerPixelError } from 'perpixel';

try {
  const segmenter = await createSegmenter();
  await segmenter.segment(picture);
} catch (error) {
  if (!(error instanceof PerPixelError)) throw error;
  if (error.code === 'browser-unsupported') document.body.append(error.problem, ' ', error.remedy);
}
\`\`\`

${sections.join('\n\n')}
`;
}

async function filesOf(folder: string): Promise<string[]> {
  const paths = await readdir(folder, { recursive: true });
  return paths
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !/^(cli|apps)\/|provoke/.test(path))
    .map((path) => join(folder, path));
}

/** The list of codes, each with the comment above it. */
function codesOf(sources: Sources): { code: string; means: string }[] {
  const found: { code: string; means: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'ERROR_CODES') {
      const list = node.initializer && ts.isAsExpression(node.initializer) ? node.initializer.expression : null;
      for (const each of list && ts.isArrayLiteralExpression(list) ? list.elements : []) {
        if (!ts.isStringLiteral(each)) continue;
        const [comment] = ts.getLeadingCommentRanges(each.getSourceFile().text, each.getFullStart()) ?? [];
        const text = comment
          ? each
              .getSourceFile()
              .text.slice(comment.pos, comment.end)
              .replace(/^\/\*\*|\*\/$|^\s*\* ?/gm, '')
          : '';
        found.push({ code: each.text, means: text.replace(/\s+/g, ' ').trim() });
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const file of sources.all) if (file.fileName.endsWith('src/core/errors/errors.ts')) visit(file);
  return found;
}

function collect(sources: Sources, node: ts.Node, into: Map<string, Map<string, Saying>>): void {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return;
  const maker = MAKERS[node.expression.getText()];
  const args = node.arguments;
  if (!maker || !args || isMaker(functionAround(node))) return;
  for (const given of situations(sources, node)) {
    const problems = maker.problem === null ? [THROWN] : said(sources, args[maker.problem], given);
    for (const code of said(sources, args[maker.code], given)) {
      for (const problem of problems) {
        for (const remedy of said(sources, args[maker.remedy], given)) add(into, code, { problem, remedy });
      }
    }
  }
}

function isMaker(around: Named | null): boolean {
  return around?.name !== undefined && Object.hasOwn(MAKERS, around.name.getText());
}

/** What the parameters are that an error is made of: as each caller of the function around hands them over. */
function situations(sources: Sources, maker: ts.Node, depth = 0): Given[] {
  const around = functionAround(maker);
  if (!around || depth > 2 || !around.parameters.some(({ name }) => names(maker, name.getText()))) return [NOTHING];
  const calls = sources.callsOf(around);
  if (calls.length === 0) return [NOTHING];
  return calls.flatMap((call) =>
    situations(sources, call, depth + 1).flatMap((given) => situationsOf(sources, around, call, given)),
  );
}

function names(node: ts.Node, name: string): boolean {
  let found = false;
  walk(node, (each) => void (found ||= ts.isIdentifier(each) && each.text === name));
  return found;
}

function add(into: Map<string, Map<string, Saying>>, code: string, saying: Saying): void {
  const isKnown = (words: string): boolean => /\w/.test(words.replaceAll(UNKNOWN, ''));
  if (!isKnown(saying.problem) || !isKnown(saying.remedy)) return;
  const known = into.get(code) ?? new Map<string, Saying>();
  known.set(`${saying.problem} ${saying.remedy}`, saying);
  into.set(code, known);
}

function section(code: string, means: string, sayings: readonly Saying[]): string {
  const remedies = new Map<string, string[]>();
  for (const { problem, remedy } of sayings) remedies.set(problem, [...(remedies.get(problem) ?? []), remedy]);
  const rows = [...remedies].map(([problem, each]) => `| ${cell(problem)} | ${each.map(cell).join(' <br> ')} |`);
  const table = rows.length > 0 ? `\n\n| problem | remedy |\n| --- | --- |\n${rows.join('\n')}` : '';
  return `## \`${code}\`\n\n${means}${table}`;
}

function cell(words: string): string {
  return words.replace(/[|<>*_]/g, (each) => `\\${each}`).replace(/\s+/g, ' ');
}
