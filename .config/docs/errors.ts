import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

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
  const codes = codesOf(await parsed(join(root, 'src/core/errors/errors.ts')));
  const sayings = new Map<string, Map<string, Saying>>();
  for (const side of ['src', 'workers']) {
    for (const path of await readdir(join(root, side), { recursive: true })) {
      if (!path.endsWith('.ts') || path.endsWith('.d.ts') || /^(cli|apps)\/|provoke/.test(path)) continue;
      const file = join(root, side, path);
      if ((await readFile(file, 'utf8')).includes('PerPixelError(')) collect(await parsed(file), sayings);
    }
  }
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

async function parsed(path: string): Promise<ts.SourceFile> {
  return ts.createSourceFile(path, await readFile(path, 'utf8'), ts.ScriptTarget.ES2023, true);
}

/** The list of codes, each with the comment above it. */
function codesOf(file: ts.SourceFile): { code: string; means: string }[] {
  const found: { code: string; means: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'ERROR_CODES') {
      const list = node.initializer && ts.isAsExpression(node.initializer) ? node.initializer.expression : null;
      for (const each of list && ts.isArrayLiteralExpression(list) ? list.elements : []) {
        if (!ts.isStringLiteral(each)) continue;
        const [comment] = ts.getLeadingCommentRanges(file.text, each.getFullStart()) ?? [];
        const text = comment ? file.text.slice(comment.pos, comment.end).replace(/^\/\*\*|\*\/$|^\s*\* ?/gm, '') : '';
        found.push({ code: each.text, means: text.replace(/\s+/g, ' ').trim() });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function collect(file: ts.SourceFile, into: Map<string, Map<string, Saying>>): void {
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const maker = MAKERS[node.expression.getText()];
      const args = node.arguments ?? ([] as unknown as ts.NodeArray<ts.Expression>);
      const code = maker ? args[maker.code] : undefined;
      if (maker && code && ts.isStringLiteral(code)) {
        const problems = maker.problem === null ? [THROWN] : wordsOf(args[maker.problem]);
        for (const problem of problems) {
          for (const remedy of wordsOf(args[maker.remedy])) add(into, code.text, { problem, remedy });
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

function add(into: Map<string, Map<string, Saying>>, code: string, saying: Saying): void {
  if (!/\w/.test(saying.problem.replaceAll('…', ''))) return;
  const known = into.get(code) ?? new Map<string, Saying>();
  known.set(`${saying.problem} ${saying.remedy}`, saying);
  into.set(code, known);
}

/** What an expression may say: each branch, with `…` for what is worked out. */
function wordsOf(node: ts.Expression | undefined): string[] {
  if (!node) return ['…'];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return wordsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...wordsOf(node.whenTrue), ...wordsOf(node.whenFalse)];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
  if (ts.isBinaryExpression(node)) {
    const [left] = wordsOf(node.left);
    const [right] = wordsOf(node.right);
    return [`${left}${right}`];
  }
  if (ts.isIdentifier(node)) {
    const value = constantOf(node);
    if (value && !ts.isIdentifier(value)) return wordsOf(value);
  }
  return ['…'];
}

/** What a name stands for in its file, where that is one expression. */
function constantOf(name: ts.Identifier): ts.Expression | null {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name.text && node.initializer)
      found.push(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(name.getSourceFile());
  return found.length === 1 ? found[0]! : null;
}

function section(code: string, means: string, sayings: readonly Saying[]): string {
  const rows = sayings.map(({ problem, remedy }) => `| ${cell(problem)} | ${cell(remedy)} |`);
  const table = rows.length > 0 ? `\n\n| problem | remedy |\n| --- | --- |\n${rows.join('\n')}` : '';
  return `## \`${code}\`\n\n${means}${table}`;
}

function cell(words: string): string {
  return words.replace(/[|<>*_]/g, (each) => `\\${each}`).replace(/\s+/g, ' ');
}
