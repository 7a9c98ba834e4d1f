/** Transforms on top of one another: a body's on a street's, a leg's on a body's, a shin's on a leg's. */
const DEPTH = 6;

/** A small stack of affine transforms in one array: nothing is allocated to push one. */
export class TransformStack {
  /** Twelve numbers each: three rows of the rotation, then the translation. */
  protected readonly matrices = new Float64Array(12 * DEPTH);
  protected depth = 0;

  identity(): this {
    this.depth = 0;
    this.matrices.fill(0);
    this.matrices[0] = this.matrices[4] = this.matrices[8] = 1;
    return this;
  }

  /** Puts what follows at a point, turned by `yaw` (radians, clockwise from above); `pop` undoes it. */
  push(x: number, y: number, z: number, yaw = 0, scale = 1, scaleY = scale): this {
    const m = this.matrices;
    const a = this.depth * 12;
    const b = a + 12;
    const cos = Math.cos(yaw) * scale;
    const sin = Math.sin(yaw) * scale;
    for (let row = 0; row < 3; row++) {
      const i = a + row * 3;
      const m0 = m[i] ?? 0,
        m1 = m[i + 1] ?? 0,
        m2 = m[i + 2] ?? 0;
      m[b + row * 3] = m0 * cos + m2 * sin;
      m[b + row * 3 + 1] = m1 * scaleY;
      m[b + row * 3 + 2] = m2 * cos - m0 * sin;
      m[b + 9 + row] = m0 * x + m1 * y + m2 * z + (m[a + 9 + row] ?? 0);
    }
    this.depth++;
    return this;
  }

  /** As `push`, but turned about the x axis: a positive angle swings what hangs down forwards (−z). */
  swing(x: number, y: number, z: number, angle: number): this {
    this.push(x, y, z);
    const m = this.matrices;
    const a = this.depth * 12;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    for (let row = 0; row < 3; row++) {
      const i = a + row * 3;
      const m1 = m[i + 1] ?? 0,
        m2 = m[i + 2] ?? 0;
      m[i + 1] = m1 * cos + m2 * sin;
      m[i + 2] = m2 * cos - m1 * sin;
    }
    return this;
  }

  /** What follows keeps upright, and is `rise` times as much higher as it lies ahead (−z). */
  slope(rise: number): this {
    const y = this.depth * 12 + 5;
    this.matrices[y] = (this.matrices[y] ?? 0) - rise;
    return this;
  }

  pop(): this {
    this.depth--;
    return this;
  }
}
