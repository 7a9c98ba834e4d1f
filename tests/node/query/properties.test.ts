import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/core/query/complete.ts';
import { evaluate, type Series } from '../../../src/core/query/evaluate.ts';
import { written, type Operand } from '../../../src/core/query/operand.ts';
import { parseQuery, type Comparison, type Query } from '../../../src/core/query/parse.ts';
import { QueryError } from '../../../src/core/query/tokens.ts';
import { vocabularyOf } from '../../../src/core/query/vocabulary.ts';

const CLASSES = ['road', 'car', 'count', 'or', 'traffic sign'].map((name, id) => ({ name, thing: id > 0 }));
const WORDS = vocabularyOf(CLASSES, true, 'Tiny');

const by = fc.constantFrom<Comparison>('>', '>=', '<', '<=', '=', '!=');
const classId = fc.nat(CLASSES.length - 1).map((id): Operand => ({ classId: id }));
const countOf = fc.integer({ min: 1, max: CLASSES.length - 1 }).map((id): Operand => ({ countOf: id }));
const share = fc.nat(100).map((per): Operand => ({ value: per / 100 }));
const whole = fc.nat(4).map((value): Operand => ({ value }));
const compare = fc.oneof(
  fc.record({ kind: fc.constant('compare' as const), by, left: classId, right: fc.oneof(classId, share) }),
  fc.record({ kind: fc.constant('compare' as const), by, left: countOf, right: fc.oneof(countOf, whole) }),
);
const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    compare,
    fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), left: tie('query'), right: tie('query') }),
    fc.record({ kind: fc.constant('not' as const), of: tie('query') }),
    fc.record({ kind: fc.constant('for' as const), of: tie('query'), seconds: fc.constantFrom(0.1, 0.25, 1) }),
  ),
}));

/** A query in words, with all the parentheses that it may need. */
function text(of: Query): string {
  switch (of.kind) {
    case 'and':
    case 'or':
      return `(${text(of.left)}) ${of.kind} (${text(of.right)})`;
    case 'not':
      return `not (${text(of.of)})`;
    case 'for':
      return `((${text(of.of)}) for ${of.seconds * 1000}ms)`;
    case 'compare':
      return `${side(of.left, of)} ${of.by} ${side(of.right, of)}`;
  }
}

function side(operand: Operand, { left }: { readonly left: Operand }): string {
  if ('classId' in operand) return written(CLASSES[operand.classId]!.name);
  if ('countOf' in operand) return `count(${written(CLASSES[operand.countOf]!.name)})`;
  return 'countOf' in left ? String(operand.value) : `${Math.round(operand.value * 100)}%`;
}

const frame = fc.option(
  fc.record({
    shares: fc.array(fc.nat(100), { minLength: CLASSES.length, maxLength: CLASSES.length }),
    counts: fc.array(fc.nat(4), { minLength: CLASSES.length, maxLength: CLASSES.length }),
  }),
);
const frames = fc.array(frame, { minLength: 1, maxLength: 12 });
type Frames = readonly ({ readonly shares: readonly number[]; readonly counts: readonly number[] } | null)[];

function seriesOf(of: Frames): Series {
  return {
    times: Float64Array.from(of, (_, at) => at / 10),
    durations: new Float64Array(of.length).fill(0.1),
    shares: CLASSES.map((_, id) => Float32Array.from(of, (each) => (each ? each.shares[id]! / 100 : NaN))),
    counts: CLASSES.map(({ thing }, id) =>
      thing ? Float32Array.from(of, (each) => each?.counts[id] ?? NaN) : undefined,
    ),
  };
}

/** What a query means, said of one frame at a time and in whole per cents. */
function means(of: Query, all: Frames): boolean[] {
  const known = all.map((each) => each !== null);
  switch (of.kind) {
    case 'and':
    case 'or': {
      const [left, right] = [means(of.left, all), means(of.right, all)];
      return left.map((each, at) => (of.kind === 'and' ? each && right[at]! : each || right[at]!));
    }
    case 'not':
      return means(of.of, all).map((each, at) => known[at]! && !each);
    case 'for': {
      const inner = means(of.of, all);
      const least = Math.round(of.seconds * 1000);
      return inner.map((each, at) => {
        const before = inner.slice(0, at).lastIndexOf(false);
        const behind = inner.indexOf(false, at);
        return each && ((behind < 0 ? inner.length : behind) - before - 1) * 100 >= least;
      });
    }
    case 'compare':
      return all.map((each) => {
        if (!each) return false;
        const value = (operand: Operand): number => {
          if ('classId' in operand) return each.shares[operand.classId]!;
          if ('countOf' in operand) return each.counts[operand.countOf]!;
          return 'countOf' in of.left ? operand.value : Math.round(operand.value * 100);
        };
        const [a, b] = [value(of.left), value(of.right)];
        return { '>': a > b, '>=': a >= b, '<': a < b, '<=': a <= b, '=': a === b, '!=': a !== b }[of.by];
      });
  }
}

describe('any query', () => {
  it('is read as it is written', () => {
    fc.assert(
      fc.property(query, (of) => {
        expect(parseQuery(text(of), WORDS)).toEqual(of);
      }),
    );
  });

  it('finds the frames of which it is true', () => {
    fc.assert(
      fc.property(query, frames, (of, all) => {
        const found = new Array<boolean>(all.length).fill(false);
        for (const { first, last } of evaluate(of, seriesOf(all))) found.fill(true, first, last + 1);
        expect(found).toEqual(means(of, all));
      }),
    );
  });

  it('is met by completions that fit, wherever the caret is', () => {
    fc.assert(
      fc.property(query, fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
        const whole = text(of);
        const caret = Math.round(share * whole.length);
        for (const { text: offer, from, to } of complete(whole, caret, WORDS)) {
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBe(caret);
          expect(offer.toLowerCase().startsWith(whole.slice(from, to).toLowerCase())).toBe(true);
        }
      }),
    );
  });

  it('whatever is typed, is read or refused with a place in it', () => {
    const pieces = fc.constantFrom(
      'count',
      '(',
      ')',
      'car',
      'road',
      '"or"',
      'or',
      'and',
      'not',
      'for',
      '>',
      '3',
      '3%',
      '1s',
      '"',
      '!',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (typed) => {
        const line = typed.join(' ');
        try {
          parseQuery(line, WORDS);
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
          const { from, to, message } = error as QueryError;
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(line.length);
          expect(message).toMatch(/\.$|\?$/);
        }
      }),
    );
  });
});
