/** A step that changes where values lie and none of them. */
export type Step = { readonly perm: readonly number[] } | { readonly shape: readonly number[] };

/** Steps as one: the input as `split`, its axes turned by `perm`, the outcome as `shape`. */
export interface Reordering {
  readonly split: readonly number[];
  readonly perm: readonly number[];
  readonly shape: readonly number[];
}

interface Factor {
  size: number;
}

/**
 * Any number of transpositions and reshapes as one reshape, transposition and reshape.
 * @param input shape of what goes in
 * @returns null where a reshape cuts through an axis otherwise than at a whole part of it
 */
export function composed(input: readonly number[], steps: readonly Step[]): Reordering | null {
  // in the input's order; each axis is some of them
  let origin: Factor[] = input.map((size) => ({ size }));
  let axes: Factor[][] = origin.map((factor) => [factor]);
  for (const step of steps) {
    if ('perm' in step) {
      axes = step.perm.map((axis) => axes[axis] ?? []);
      continue;
    }
    const left = axes.flat();
    axes = [];
    for (const wanted of step.shape) {
      const axis: Factor[] = [];
      let rest = wanted;
      while (rest > 1) {
        const factor = left.shift();
        if (!factor) return null;
        if (rest % factor.size === 0) rest /= factor.size;
        else if (factor.size % rest === 0) {
          const behind = { size: factor.size / rest };
          factor.size = rest;
          rest = 1;
          origin = origin.flatMap((each) => (each === factor ? [factor, behind] : [each]));
          left.unshift(behind);
        } else return null;
        axis.push(factor);
      }
      axes.push(axis);
    }
    if (left.some(({ size }) => size > 1)) return null;
  }
  const shape = axes.map((axis) => axis.reduce((product, { size }) => product * size, 1));
  return { ...merged(origin, axes.flat()), shape };
}

/** Whether nothing moves. */
export function isStill({ perm }: Reordering): boolean {
  return perm.every((axis, i) => axis === i);
}

/** The order of the input's factors, those that stay beside one another as one. */
function merged(origin: readonly Factor[], order: readonly Factor[]): Pick<Reordering, 'split' | 'perm'> {
  const moving = order.filter(({ size }) => size > 1);
  const groups: Factor[][] = [];
  for (const factor of moving) {
    const last = groups.at(-1)?.at(-1);
    const follows = last && nextOf(origin, last) === factor;
    if (follows) groups.at(-1)!.push(factor);
    else groups.push([factor]);
  }
  const inOrder = groups.toSorted((a, b) => origin.indexOf(a[0]!) - origin.indexOf(b[0]!));
  return {
    split: inOrder.map((group) => group.reduce((product, { size }) => product * size, 1)),
    perm: groups.map((group) => inOrder.indexOf(group)),
  };
}

function nextOf(origin: readonly Factor[], factor: Factor): Factor | undefined {
  return origin.slice(origin.indexOf(factor) + 1).find(({ size }) => size > 1);
}
