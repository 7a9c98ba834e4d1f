import type { LabelMap } from '../../../src/core/labels/label-map.ts';

/** `panopticId = classId * 1000 + instance`, as Cityscapes has it; instance 0 is stuff. */
const PER_CLASS = 1000;

/**
 * Takes things apart: each connected region (8 neighbours) of a thing's class is an instance, numbered from 1 by falling
 * size within its class. A class's smallest regions beyond the 999th share the number 999.
 * Two passes with union-find (Rosenfeld & Pfaltz 1966).
 * @param labels height × width class ids
 * @param isThing by class id
 * @param out height × width panoptic ids
 */
export function connectedInstances(
  labels: LabelMap,
  width: number,
  isThing: readonly boolean[],
  out: Uint32Array,
): void {
  const parents = provisional(labels, width, isThing, out);
  const sizes = new Uint32Array(parents.length);
  for (let i = 0; i < out.length; i += 1) {
    const region = out[i]!;
    if (region === 0) continue;
    const root = find(parents, region);
    out[i] = root;
    sizes[root]! += 1;
  }
  const numbers = numberBySize(labels, out, sizes, isThing.length);
  for (let i = 0; i < out.length; i += 1) {
    const root = out[i]!;
    out[i] = labels[i]! * PER_CLASS + (root === 0 ? 0 : numbers[root]!);
  }
}

/** Gives each pixel of a thing a region number above 0 and returns which regions were seen to touch. */
function provisional(labels: LabelMap, width: number, isThing: readonly boolean[], out: Uint32Array): number[] {
  const parents = [0];
  for (let i = 0, x = 0; i < labels.length; i += 1, x = x + 1 === width ? 0 : x + 1) {
    const id = labels[i]!;
    out[i] = 0;
    if (!isThing[id]) continue;
    let region = 0;
    const join = (neighbour: number): void => {
      if (labels[neighbour] !== id) return;
      const other = find(parents, out[neighbour]!);
      if (region === 0 || region === other) region = other;
      else {
        const low = Math.min(region, other);
        parents[Math.max(region, other)] = low;
        region = low;
      }
    };
    if (x > 0) join(i - 1);
    if (i >= width) {
      if (x > 0) join(i - width - 1);
      join(i - width);
      if (x + 1 < width) join(i - width + 1);
    }
    if (region === 0) region = parents.push(parents.length) - 1;
    out[i] = region;
  }
  return parents;
}

function find(parents: number[], region: number): number {
  let root = region;
  while (parents[root]! !== root) root = parents[root]!;
  for (let at = region; at !== root;) {
    const next = parents[at]!;
    parents[at] = root;
    at = next;
  }
  return root;
}

/** The instance number of each root. */
function numberBySize(labels: LabelMap, roots: Uint32Array, sizes: Uint32Array, classes: number): Uint32Array {
  const classOf = new Map<number, number>();
  for (let i = 0; i < roots.length; i += 1) {
    const root = roots[i]!;
    if (root !== 0 && !classOf.has(root)) classOf.set(root, labels[i]!);
  }
  const numbers = new Uint32Array(sizes.length);
  const counts = new Uint32Array(classes);
  const bySize = Array.from(classOf.keys()).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  for (const root of bySize) {
    const id = classOf.get(root) ?? 0;
    counts[id] = Math.min(PER_CLASS - 1, counts[id]! + 1);
    numbers[root] = counts[id];
  }
  return numbers;
}
