import type { Query } from '../../core/query/parse.ts';

/** What may be of a frame, of which no comparison holds. */
interface Bounds {
  readonly may: boolean;
  readonly must: boolean;
}

/**
 * Whether frames of which no comparison holds are of no account: neither they nor a stretch that they are in can match. Then the database
 * need not hand them out.
 */
export function isSilent(query: Query): boolean {
  return lasting(query).every((each) => !bounds(each).may);
}

/** The query, and whatever of it has to last. */
function lasting(query: Query): Query[] {
  const within = (each: Query): Query[] => {
    switch (each.kind) {
      case 'and':
      case 'or':
        return [...within(each.left), ...within(each.right)];
      case 'not':
        return within(each.of);
      case 'for':
        return [each.of, ...within(each.of)];
      case 'compare':
        return [];
    }
  };
  return [query, ...within(query)];
}

function bounds(query: Query): Bounds {
  switch (query.kind) {
    case 'and': {
      const [a, b] = [bounds(query.left), bounds(query.right)];
      return { may: a.may && b.may, must: a.must && b.must };
    }
    case 'or': {
      const [a, b] = [bounds(query.left), bounds(query.right)];
      return { may: a.may || b.may, must: a.must || b.must };
    }
    case 'not': {
      const { may, must } = bounds(query.of);
      return { may: !must, must: !may };
    }
    case 'for':
      // it may not last
      return { may: bounds(query.of).may, must: false };
    case 'compare':
      return { may: false, must: false };
  }
}
