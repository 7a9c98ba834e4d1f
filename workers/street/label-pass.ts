import { NearestFilter, NoColorSpace, WebGLRenderTarget, type Camera, type Scene, type WebGLRenderer } from 'three';
import type { Materials } from './materials.ts';
import type { WrittenMesh } from './mesh.ts';

/** What is drawn, and how. */
export interface World {
  readonly renderer: WebGLRenderer;
  readonly scene: Scene;
  readonly camera: Camera;
  readonly meshes: readonly WrittenMesh[];
  readonly materials: Materials;
}

/** What each pixel shows, height × width, top row first. */
export interface StreetLabels {
  readonly classes: Uint8Array<ArrayBuffer>;
  /** The thing that a pixel belongs to, by `thingId`; 0: none that is counted. */
  readonly instances: Uint16Array<ArrayBuffer>;
}

/** Draws the same triangles once more in flat class and instance ids, and reads them back. */
export class LabelPass {
  readonly #target: WebGLRenderTarget;
  readonly #bytes: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#target = new WebGLRenderTarget(width, height, {
      minFilter: NearestFilter,
      magFilter: NearestFilter,
      generateMipmaps: false,
      colorSpace: NoColorSpace,
      samples: 0,
    });
    this.#bytes = new Uint8Array(width * height * 4);
  }

  /** Has the graphics driver begin with the programs that `run` takes. */
  compile(world: World): void {
    this.#inClasses(world, ({ renderer, scene, camera }) => renderer.compile(scene, camera));
  }

  /** What nothing covers is the clear colour, 0: sky. */
  run(world: World): StreetLabels {
    this.#inClasses(world, ({ renderer, scene, camera }) => {
      renderer.clear();
      renderer.render(scene, camera);
      renderer.readRenderTargetPixels(this.#target, 0, 0, this.width, this.height, this.#bytes);
    });
    return this.#topDown();
  }

  #inClasses(world: World, task: (world: World) => void): void {
    const { renderer, meshes, materials } = world;
    for (const { mesh, labelled } of meshes) {
      if (labelled === 'none') mesh.layers.disableAll();
      else
        mesh.material = { ground: materials.labelGround, solid: materials.labelSolid, cutout: materials.labelCutout }[
          labelled
        ];
    }
    try {
      renderer.setRenderTarget(this.#target);
      task(world);
    } finally {
      renderer.setRenderTarget(null);
      for (const { mesh, material } of meshes) {
        mesh.material = material;
        mesh.layers.set(0);
      }
    }
  }

  /** Red holds the class, green and blue the instance; rows are turned over: WebGL's lowest row comes first. */
  #topDown(): StreetLabels {
    const { width, height } = this;
    const classes = new Uint8Array(width * height);
    const instances = new Uint16Array(width * height);
    const words = new Uint32Array(this.#bytes.buffer);
    for (let row = 0; row < height; row++) {
      const from = (height - 1 - row) * width,
        to = row * width;
      for (let column = 0; column < width; column++) {
        const word = words[from + column] ?? 0;
        classes[to + column] = word & 255;
        instances[to + column] = (word >> 8) & 65535;
      }
    }
    return { classes, instances };
  }

  destroy(): void {
    this.#target.dispose();
  }
}
