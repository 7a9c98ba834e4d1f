import { BufferAttribute, BufferGeometry, DynamicDrawUsage, Mesh, Sphere, Vector3, type Material } from 'three';
import type { MeshWriter } from './mesh-writer.ts';

/** What a mesh shows in the label pass: its shape (of the ground from both sides), its shape cut out by the texture, or nothing. */
export type Labelled = 'ground' | 'solid' | 'cutout' | 'none';

/**
 * What is drawn first hides the rest before it is shaded: solids from near to far, then the ground, then what lies on it,
 * then the sky.
 */
export const ORDER = { movers: 0, solids: 1, horizon: 90, ground: 100, decals: 101, shadows: 102, sky: 103 } as const;

/** A writer's triangles on the GPU; buffers are made once, at the writer's capacity. */
export class WrittenMesh {
  readonly mesh: Mesh;
  readonly #geometry = new BufferGeometry();

  constructor(
    readonly writer: MeshWriter,
    readonly material: Material,
    readonly labelled: Labelled,
    order: number,
    reach = Infinity,
  ) {
    const set = (
      name: string,
      array: Float32Array | Int8Array | Uint8Array | Uint16Array,
      size: number,
      normalised = false,
    ) => this.#geometry.setAttribute(name, new BufferAttribute(array, size, normalised).setUsage(DynamicDrawUsage));
    set('position', writer.position, 3);
    set('uv', writer.uv, 2);
    set('normal', writer.normal, 4, true);
    set('colour', writer.colour, 4, true);
    set('meta', writer.meta, 4);
    set('instance', writer.instance, 1);
    this.#geometry.setIndex(new BufferAttribute(writer.index, 1).setUsage(DynamicDrawUsage));
    this.#geometry.boundingSphere = new Sphere(new Vector3(), reach);
    this.mesh = new Mesh(this.#geometry, material);
    this.mesh.renderOrder = order;
    this.mesh.frustumCulled = reach < Infinity;
    this.mesh.matrixAutoUpdate = false;
  }

  /** The middle of what is drawn, for leaving out what is out of view. */
  centre(x: number, y: number, z: number): void {
    this.#geometry.boundingSphere?.center.set(x, y, z);
  }

  /** Sends what the writer holds now, and only that much. */
  upload(): void {
    const { writer } = this;
    for (const attribute of Object.values(this.#geometry.attributes)) {
      if (!(attribute instanceof BufferAttribute)) continue;
      attribute.clearUpdateRanges();
      attribute.addUpdateRange(0, writer.vertices * attribute.itemSize);
      attribute.needsUpdate = true;
    }
    const { index } = this.#geometry;
    index?.clearUpdateRanges();
    index?.addUpdateRange(0, writer.indices);
    if (index) index.needsUpdate = true;
    this.#geometry.setDrawRange(0, writer.indices);
  }

  /** Metres from the camera to the writer's origin. */
  move(x: number, y: number, z: number): void {
    this.mesh.matrix.makeTranslation(x, y, z);
    this.mesh.matrixWorldNeedsUpdate = true;
  }

  destroy(): void {
    this.#geometry.dispose();
  }
}
