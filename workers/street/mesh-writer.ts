import { TransformStack } from './transform-stack.ts';

/** A writer's vertices with colours left open: `slots` says which colour of a palette each takes (255: its own). */
export type Shape = MeshWriter;

/**
 * Writes triangles into arrays of fixed size, through a small stack of transforms. Everything solid in the street comes
 * from here: a stretch of street is refilled in place as the car advances, and nothing is allocated for it.
 */
export class MeshWriter extends TransformStack {
  readonly position: Float32Array;
  readonly uv: Float32Array;
  readonly normal: Int8Array;
  readonly colour: Uint8Array;
  readonly meta: Uint8Array;
  /** Which thing each vertex belongs to, by `thingId`; 0: none that is counted. */
  readonly instance: Uint16Array;
  readonly slots: Uint8Array;
  readonly index: Uint16Array;
  vertices = 0;
  indices = 0;
  /** Quads and shapes that found no room since the last clear. */
  dropped = 0;
  classId = 0;
  /** The thing that is being drawn; whoever sets it sets it back to 0. */
  thing = 0;
  layer = 0;
  /** Mirror-like share, 0 to 1. */
  gloss = 0;
  /** Own light, 0 to 1. */
  glow = 0;
  /** How far the wind moves it, 0 to 1. */
  sway = 0;
  /** How strongly the texture's lit windows shine after dark, 0 to 1. */
  night = 0;
  slot = 255;
  #red = 255;
  #green = 255;
  #blue = 255;

  constructor(readonly capacity: number) {
    super();
    this.position = new Float32Array(capacity * 3);
    this.uv = new Float32Array(capacity * 2);
    this.normal = new Int8Array(capacity * 4);
    this.colour = new Uint8Array(capacity * 4);
    this.meta = new Uint8Array(capacity * 4);
    this.instance = new Uint16Array(capacity);
    this.slots = new Uint8Array(capacity);
    // Round shapes share vertices between up to six triangles.
    this.index = new Uint16Array(capacity * 4);
    this.clear();
  }

  clear(): void {
    this.vertices = this.indices = this.dropped = this.thing = 0;
    this.identity();
    this.surface(0, 0);
    this.paint(0xffffff);
  }

  /** What the next triangles are made of; resets everything but colour and transform. */
  surface(classId: number, layer: number, gloss = 0): this {
    this.classId = classId;
    this.layer = layer;
    this.gloss = gloss;
    this.glow = this.sway = this.night = 0;
    this.slot = 255;
    return this;
  }

  /** A colour as 0xRRGGBB, darkened or lightened by `shade`. */
  paint(hex: number, shade = 1): this {
    this.#red = Math.min(255, ((hex >> 16) & 255) * shade);
    this.#green = Math.min(255, ((hex >> 8) & 255) * shade);
    this.#blue = Math.min(255, (hex & 255) * shade);
    return this;
  }

  /** In a shape: the palette's colour number, times a grey. */
  paintSlot(slot: number, shade = 1): this {
    this.paint(0xffffff, shade);
    this.slot = slot;
    return this;
  }

  /** Whether so many vertices and indices more fit; counts what does not. */
  fits(vertices: number, indices: number): boolean {
    if (this.vertices + vertices <= this.capacity && this.indices + indices <= this.index.length) return true;
    this.dropped++;
    return false;
  }

  vertex(x: number, y: number, z: number, nx: number, ny: number, nz: number, u: number, v: number): number {
    const m = this.matrices;
    const a = this.depth * 12;
    const n = this.vertices++;
    const p = n * 3;
    const q = n * 4;
    this.position[p] = (m[a] ?? 0) * x + (m[a + 1] ?? 0) * y + (m[a + 2] ?? 0) * z + (m[a + 9] ?? 0);
    this.position[p + 1] = (m[a + 3] ?? 0) * x + (m[a + 4] ?? 0) * y + (m[a + 5] ?? 0) * z + (m[a + 10] ?? 0);
    this.position[p + 2] = (m[a + 6] ?? 0) * x + (m[a + 7] ?? 0) * y + (m[a + 8] ?? 0) * z + (m[a + 11] ?? 0);
    this.#writeNormal(q, a, nx, ny, nz);
    this.uv[n * 2] = u;
    this.uv[n * 2 + 1] = v;
    this.colour[q] = this.#red;
    this.colour[q + 1] = this.#green;
    this.colour[q + 2] = this.#blue;
    this.colour[q + 3] = this.night * 255;
    this.meta[q] = this.layer;
    this.meta[q + 1] = this.classId;
    this.meta[q + 2] = this.glow * 255;
    this.meta[q + 3] = this.sway * 255;
    this.instance[n] = this.thing;
    this.slots[n] = this.slot;
    return n;
  }

  #writeNormal(q: number, a: number, nx: number, ny: number, nz: number): void {
    const m = this.matrices;
    const x = (m[a] ?? 0) * nx + (m[a + 1] ?? 0) * ny + (m[a + 2] ?? 0) * nz;
    const y = (m[a + 3] ?? 0) * nx + (m[a + 4] ?? 0) * ny + (m[a + 5] ?? 0) * nz;
    const z = (m[a + 6] ?? 0) * nx + (m[a + 7] ?? 0) * ny + (m[a + 8] ?? 0) * nz;
    const scale = 127 / (Math.sqrt(x * x + y * y + z * z) || 1);
    this.normal[q] = x * scale;
    this.normal[q + 1] = y * scale;
    this.normal[q + 2] = z * scale;
    this.normal[q + 3] = this.gloss * 127;
  }

  triangle(a: number, b: number, c: number): void {
    const i = this.indices;
    this.index[i] = a;
    this.index[i + 1] = b;
    this.index[i + 2] = c;
    this.indices = i + 3;
  }

  /** A recorded shape under the present transform and class, its open colours taken from the palette. */
  stamp(shape: Shape, palette: readonly number[] | Uint32Array): void {
    if (!this.fits(shape.vertices, shape.indices)) return;
    const first = this.vertices;
    const { position, normal, uv, colour, meta, slots } = shape;
    for (let i = 0; i < shape.vertices; i++) {
      const p = i * 3;
      const q = i * 4;
      const slot = slots[i] ?? 255;
      this.layer = meta[q] ?? 0;
      this.glow = (meta[q + 2] ?? 0) / 255;
      this.sway = (meta[q + 3] ?? 0) / 255;
      this.gloss = (normal[q + 3] ?? 0) / 127;
      if (slot === 255) this.paint(((colour[q] ?? 0) << 16) | ((colour[q + 1] ?? 0) << 8) | (colour[q + 2] ?? 0));
      else this.paint(palette[slot] ?? 0xff00ff, (colour[q] ?? 0) / 255);
      this.vertex(
        position[p] ?? 0,
        position[p + 1] ?? 0,
        position[p + 2] ?? 0,
        normal[q] ?? 0,
        normal[q + 1] ?? 0,
        normal[q + 2] ?? 0,
        uv[i * 2] ?? 0,
        uv[i * 2 + 1] ?? 0,
      );
    }
    for (let i = 0; i < shape.indices; i++) this.index[this.indices++] = first + (shape.index[i] ?? 0);
  }
}

/** Records a shape once, to be stamped often. */
export function shape(capacity: number, draw: (writer: MeshWriter) => void): Shape {
  const writer = new MeshWriter(capacity);
  draw(writer);
  return writer;
}
