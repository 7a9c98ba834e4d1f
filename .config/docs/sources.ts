import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A function with a name, by which others call it. */
export type Named = ts.FunctionDeclaration | ts.ArrowFunction;

/** Files of ours as trees: whose name stands for what, across imports of values. */
export class Sources {
  readonly #files: ReadonlyMap<string, ts.SourceFile>;
  /** What each file declares, by name. */
  readonly #declared = new Map<ts.SourceFile, Map<string, Naming[]>>();
  readonly #calls = new Map<string, ts.CallExpression[]>();
  /** Names where they are used as values: handed over, and not called. */
  readonly #handed = new Map<string, ts.Identifier[]>();

  private constructor(files: ReadonlyMap<string, ts.SourceFile>) {
    this.#files = files;
    for (const file of files.values()) {
      const own = new Map<string, Naming[]>();
      this.#declared.set(file, own);
      walk(file, (node) => {
        if (isNaming(node) && node.name) note(own, node.name.getText(), node);
        if (ts.isIdentifier(node) && handedAs(node)) note(this.#handed, node.text, node);
        if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
          note(this.#calls, node.expression.text, node);
        }
      });
    }
  }

  static async read(paths: readonly string[]): Promise<Sources> {
    const files = await Promise.all(
      paths.map(async (path) => {
        const text = await readFile(path, 'utf8');
        return [path, ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)] as const;
      }),
    );
    return new Sources(new Map(files));
  }

  get all(): Iterable<ts.SourceFile> {
    return this.#files.values();
  }

  /** What a name is declared as, in its file or in the one that it is imported from; null: elsewhere, or more than once. */
  declared(name: ts.Identifier): ts.Declaration | null {
    const file = name.getSourceFile();
    const found = (this.#declared.get(file)?.get(name.text) ?? []).filter((each) => within(name, each));
    if (found.length > 0) return innermost(found);
    const from = importOf(file, name.text);
    return from ? exported(this.#files.get(from.path), from.name) : null;
  }

  /** Every call of a function, wherever it is imported, and by the name under which it is handed over. */
  callsOf(own: Named): ts.CallExpression[] {
    const name = ts.isFunctionDeclaration(own) ? own.name : nameOf(own);
    if (!name) return [];
    const isOwn = (each: ts.Identifier): boolean => {
      const is = this.declared(each);
      return is === own || (is !== null && ts.isVariableDeclaration(is) && is.initializer === own);
    };
    const direct = this.#callsBy(name.text, isOwn);
    const handed = (this.#handed.get(name.text) ?? []).filter(isOwn).map((each) => this.#taker(each));
    const takers = new Set([...handed, ts.isPropertyAssignment(own.parent) ? name.text : null]);
    const isTaken = (each: ts.Identifier): boolean => {
      const is = this.declared(each);
      return is !== null && (ts.isParameter(is) || ts.isBindingElement(is));
    };
    return [...direct, ...[...takers].flatMap((each) => (each === null ? [] : this.#callsBy(each, isTaken)))];
  }

  #callsBy(name: string, fits: (called: ts.Identifier) => boolean): ts.CallExpression[] {
    return (this.#calls.get(name) ?? []).filter(({ expression }) => fits(expression as ts.Identifier));
  }

  /** What it is called where it is handed over to. */
  #taker(name: ts.Identifier): string | null {
    const { parent } = name;
    if (ts.isPropertyAssignment(parent)) return parent.name.getText();
    if (!ts.isCallExpression(parent) || !ts.isIdentifier(parent.expression)) return name.text;
    const to = this.declared(parent.expression);
    if (!to || !ts.isFunctionDeclaration(to)) return null;
    return to.parameters[parent.arguments.indexOf(name)]?.name.getText() ?? null;
  }
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function note<Node>(into: Map<string, Node[]>, name: string, node: Node): void {
  const known = into.get(name);
  if (known) known.push(node);
  else into.set(name, [node]);
}

function handedAs({ parent, ...node }: ts.Identifier): boolean {
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return parent.initializer.pos === node.pos;
  return ts.isCallExpression(parent) && parent.expression.pos !== node.pos;
}

/** The nearest function around, that has a name. */
export function functionAround(node: ts.Node): Named | null {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isFunctionDeclaration(at) || (ts.isArrowFunction(at) && nameOf(at))) return at;
  }
  return null;
}

function nameOf(own: ts.ArrowFunction): ts.Identifier | null {
  const { parent } = own;
  if (ts.isPropertyAssignment(parent) && ts.isIdentifier(parent.name)) return parent.name;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : null;
}

type Naming = ts.FunctionDeclaration | ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

function isNaming(node: ts.Node): node is Naming {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node)
  );
}

/** Whether a declaration's function or block has the name in it. */
function within(name: ts.Identifier, declaration: ts.Node): boolean {
  let home = declaration.parent;
  while (!ts.isSourceFile(home) && !ts.isBlock(home) && !ts.isFunctionLike(home)) home = home.parent;
  return home.pos <= name.pos && name.end <= home.end;
}

function innermost(found: readonly ts.Declaration[]): ts.Declaration | null {
  return found.reduce((best, each) => (each.parent.pos >= best.parent.pos ? each : best));
}

function importOf(file: ts.SourceFile, name: string): { path: string; name: string } | null {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const named = statement.importClause?.namedBindings;
    if (!named || !ts.isNamedImports(named)) continue;
    const found = named.elements.find((each) => each.name.text === name);
    if (!found) continue;
    return {
      path: join(dirname(file.fileName), statement.moduleSpecifier.text),
      name: (found.propertyName ?? found.name).text,
    };
  }
  return null;
}

function exported(file: ts.SourceFile | undefined, name: string): ts.Declaration | null {
  for (const statement of file?.statements ?? []) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((each) => each.name.getText() === name);
    if (found) return found;
  }
  return null;
}
