import ts from 'typescript';
import { walk, type Named, type Sources } from './sources.ts';

/** Stands for what only the moment knows. */
export const UNKNOWN = '…';

/** What a function's parameters are, where it is known who calls it. */
export type Given = ReadonlyMap<string, { readonly node: ts.Expression; readonly given: Given }>;

export const NOTHING: Given = new Map();

/** More ways than these to say it are no help to anybody: within a sentence, and of a whole one. */
const MOST_WITHIN = 3;
const MOST = 12;
/** Calls within calls. */
const DEEPEST = 8;

/** What an expression may say: each branch, the functions that it calls among them, with `…` for what is worked out. */
export function said(sources: Sources, node: ts.Expression | undefined, given: Given, depth = 0): string[] {
  if (!node || depth > DEEPEST) return [UNKNOWN];
  const again = (each: ts.Expression | undefined, with_ = given): string[] => said(sources, each, with_, depth + 1);
  if (ts.isStringLiteralLike(node)) return [node.text];
  const inner = unwrapped(node);
  if (inner) return again(inner);
  if (ts.isConditionalExpression(node)) {
    if (isMissing(sources, node.condition, given)) return again(node.whenFalse);
    return once([...again(node.whenTrue), ...again(node.whenFalse)]);
  }
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce(
      (texts, { expression, literal }) => joined(texts, few(again(expression)), literal.text),
      [node.head.text],
    );
  }
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) return joined(again(node.left), again(node.right));
    return once([...again(node.left), ...again(node.right)]);
  }
  if (ts.isCallExpression(node)) {
    const parts = joinedParts(node);
    if (parts) return parts.map((part) => again(part)).reduce((texts, each) => spaced(texts, each));
  }
  const found = valuesOf(sources, node, given).filter(({ node: value }) => value !== node);
  return found.length === 0 ? [UNKNOWN] : once(found.flatMap(({ node: value, given: its }) => again(value, its)));
}

interface Value {
  readonly node: ts.Expression;
  readonly given: Given;
}

/** The expressions that a name, a property or a call stands for. */
function valuesOf(sources: Sources, node: ts.Expression, given: Given): Value[] {
  const inner = unwrapped(node);
  if (inner) return valuesOf(sources, inner, given);
  if (ts.isIdentifier(node)) return valuesOfName(sources, node, given);
  if (ts.isPropertyAccessExpression(node)) return properties(sources, node.expression, node.name.text, given);
  if (ts.isElementAccessExpression(node)) {
    const keys = said(sources, node.argumentExpression, given);
    const key = keys.length === 1 && keys[0] !== UNKNOWN ? keys[0]! : null;
    return valuesOf(sources, node.expression, given).flatMap((table) => members(table, key));
  }
  if (ts.isCallExpression(node)) return returned(sources, node, given);
  if (ts.isConditionalExpression(node)) {
    const branches = isMissing(sources, node.condition, given) ? [node.whenFalse] : [node.whenTrue, node.whenFalse];
    return branches.flatMap((each) => valuesOf(sources, each, given));
  }
  return [{ node, given }];
}

function valuesOfName(sources: Sources, name: ts.Identifier, given: Given): Value[] {
  const bound = given.get(name.text);
  if (bound) return valuesOf(sources, bound.node, bound.given);
  const is = sources.declared(name);
  if (!is) return [];
  if (ts.isParameter(is)) return is.initializer ? valuesOf(sources, is.initializer, given) : [];
  if (ts.isVariableDeclaration(is)) return is.initializer ? valuesOf(sources, is.initializer, given) : [];
  if (!ts.isBindingElement(is) || !ts.isObjectBindingPattern(is.parent)) return [];
  const whole = is.parent.parent;
  const key = (is.propertyName ?? is.name).getText();
  const own = is.initializer ? valuesOf(sources, is.initializer, given) : [];
  if (!ts.isVariableDeclaration(whole) || !whole.initializer) return own;
  return [...properties(sources, whole.initializer, key, given), ...own];
}

function properties(sources: Sources, whole: ts.Expression, key: string, given: Given): Value[] {
  return valuesOf(sources, whole, given)
    .flatMap((value) => members(value, key))
    .flatMap((value) => valuesOf(sources, value.node, value.given));
}

/** @param key null: every one */
function members({ node, given }: Value, key: string | null): Value[] {
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((each) => {
    if (key !== null && each.name?.getText().replace(/^['"]|['"]$/g, '') !== key) return [];
    if (ts.isPropertyAssignment(each)) return [{ node: each.initializer, given }];
    return ts.isShorthandPropertyAssignment(each) ? [{ node: each.name, given }] : [];
  });
}

/** `[a, b].find(…)` */
function elements(sources: Sources, { expression }: ts.CallExpression, given: Given): Value[] {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'find') return [];
  return valuesOf(sources, expression.expression, given).flatMap(({ node, given: its }) =>
    ts.isArrayLiteralExpression(node) ? node.elements.map((each) => ({ node: each, given: its })) : [],
  );
}

/** What a function of ours may return, called so. */
function returned(sources: Sources, call: ts.CallExpression, given: Given): Value[] {
  if (!ts.isIdentifier(call.expression)) return elements(sources, call, given);
  const is = sources.declared(call.expression);
  const own = is && ts.isVariableDeclaration(is) ? is.initializer : is;
  if (!own || !(ts.isFunctionDeclaration(own) || ts.isArrowFunction(own)) || !own.body) return [];
  const its = bind(own, call, given);
  if (!ts.isBlock(own.body)) return valuesOf(sources, own.body, its);
  const results: ts.Expression[] = [];
  walk(own.body, (node) => {
    if (ts.isReturnStatement(node) && node.expression && around(node) === own) results.push(node.expression);
  });
  return results.map((node) => ({ node, given: its }));
}

/**
 * A function's parameters by what a call hands over: once for each word, where an argument is one of several, and once for
 * each object that arguments are taken out of together.
 */
export function situationsOf(sources: Sources, own: Named, call: ts.CallExpression, given: Given): Given[] {
  return objectsBehind(sources, call, given).flatMap((taken) =>
    [...bind(own, call, new Map([...given, ...taken]))].reduce<Given[]>(
      (all, [name, value]) => {
        const words = said(sources, value.node, value.given);
        const several = words.length > 1 && words.every((each) => /^\w+$/.test(each));
        const ways = several
          ? words.map((text) => ({ node: ts.factory.createStringLiteral(text), given: NOTHING }))
          : [value];
        return all.flatMap((one) => ways.map((way) => new Map([...one, [name, way]])));
      },
      [NOTHING],
    ),
  );
}

/** `const { problem, remedy } = await why(url)`: what the names are, for each object that it may be. */
function objectsBehind(sources: Sources, call: ts.CallExpression, given: Given): Given[] {
  for (const argument of call.arguments) {
    const is = ts.isIdentifier(argument) ? sources.declared(argument) : null;
    if (!is || !ts.isBindingElement(is) || !ts.isObjectBindingPattern(is.parent)) continue;
    const whole = is.parent.parent;
    if (!ts.isVariableDeclaration(whole) || !whole.initializer) continue;
    const objects = valuesOf(sources, whole.initializer, given).filter(({ node }) =>
      ts.isObjectLiteralExpression(node),
    );
    if (objects.length > 1) return objects.map((object) => takenOut(is.parent as ts.ObjectBindingPattern, object));
  }
  return [NOTHING];
}

function takenOut({ elements: names }: ts.ObjectBindingPattern, object: Value): Given {
  return new Map(
    names.flatMap((each) => {
      const [value] = members(object, (each.propertyName ?? each.name).getText());
      return value ? [[each.name.getText(), value] as const] : [];
    }),
  );
}

function bind({ parameters }: Named, call: ts.CallExpression, given: Given): Given {
  return new Map(
    parameters.flatMap(({ name, initializer }, index) => {
      const node = call.arguments[index];
      if (node) return [[name.getText(), { node, given }] as const];
      return initializer ? [[name.getText(), { node: initializer, given: NOTHING }] as const] : [];
    }),
  );
}

function around(node: ts.Node): ts.Node {
  let at = node.parent;
  while (!ts.isFunctionLike(at)) at = at.parent;
  return at;
}

/** What is the same as its inside. */
function unwrapped(node: ts.Expression): ts.Expression | null {
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) return node.expression;
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)) return node.expression;
  return null;
}

/** `[a, b].filter(Boolean).join(' ')` */
function joinedParts({ expression }: ts.CallExpression): readonly ts.Expression[] | null {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'join') return null;
  let of: ts.Expression = expression.expression;
  if (ts.isCallExpression(of) && ts.isPropertyAccessExpression(of.expression)) of = of.expression.expression;
  return ts.isArrayLiteralExpression(of) ? of.elements : null;
}

/** A condition that begins with a name which stands for nothing. */
function isMissing(sources: Sources, condition: ts.Expression, given: Given): boolean {
  if (ts.isBinaryExpression(condition) && condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return isMissing(sources, condition.left, given);
  }
  if (!ts.isIdentifier(condition) || given.has(condition.text)) return false;
  const is = sources.declared(condition);
  return is !== null && ts.isBindingElement(is) && valuesOf(sources, condition, given).length === 0;
}

function few(texts: readonly string[]): readonly string[] {
  return texts.length > MOST_WITHIN || texts.includes(UNKNOWN) ? [UNKNOWN] : texts;
}

function joined(left: readonly string[], right: readonly string[], end = ''): string[] {
  return once(left.flatMap((a) => right.map((b) => a + b + end)));
}

function spaced(left: readonly string[], right: readonly string[]): string[] {
  return once(left.flatMap((a) => right.map((b) => [a, b].filter(Boolean).join(' '))));
}

function once(texts: readonly string[]): string[] {
  return [...new Set(texts)].slice(0, MOST);
}
