/**
 * The lower triangle L with L · Lᵀ = A, in place, of a symmetric positive definite matrix.
 * @param packed the lower triangle of A: (i, j ≤ i) at i · (i + 1) / 2 + j
 * @returns false where it is not positive definite
 */
export function cholesky(packed: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i += 1) {
    const row = (i * (i + 1)) / 2;
    for (let j = 0; j <= i; j += 1) {
      const other = (j * (j + 1)) / 2;
      const rest = packed[row + j]! - dot(packed, row, other, j);
      if (j < i) packed[row + j] = rest / packed[other + j]!;
      else if (rest > 0) packed[row + i] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}

/** Solves L · x = b in place. */
export function solveLower(packed: Float64Array, b: Float64Array): void {
  for (let i = 0; i < b.length; i += 1) {
    const row = (i * (i + 1)) / 2;
    let rest = b[i]!;
    for (let j = 0; j < i; j += 1) rest -= packed[row + j]! * b[j]!;
    b[i] = rest / packed[row + i]!;
  }
}

/** Solves Lᵀ · x = b in place. */
export function solveUpper(packed: Float64Array, b: Float64Array): void {
  for (let i = b.length - 1; i >= 0; i -= 1) {
    const row = (i * (i + 1)) / 2;
    const value = b[i]! / packed[row + i]!;
    b[i] = value;
    for (let j = 0; j < i; j += 1) b[j]! -= packed[row + j]! * value;
  }
}

/** Four sums side by side do not wait for one another. */
function dot(values: Float64Array, a: number, b: number, count: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    first += values[a + k]! * values[b + k]!;
    second += values[a + k + 1]! * values[b + k + 1]!;
    third += values[a + k + 2]! * values[b + k + 2]!;
    fourth += values[a + k + 3]! * values[b + k + 3]!;
  }
  for (; k < count; k += 1) first += values[a + k]! * values[b + k]!;
  return first + second + (third + fourth);
}
