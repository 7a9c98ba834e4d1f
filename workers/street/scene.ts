import { BufferAttribute, BufferGeometry, Mesh, Scene, WebGLRenderer, type Texture } from 'three';
import type { StreetOptions } from '../../src/protocol/street.ts';
import { DashCam } from './dash-cam.ts';
import { writeHorizon } from './horizon.ts';
import { LabelPass, type StreetLabels, type World } from './label-pass.ts';
import { createMaterials, type Materials } from './materials.ts';
import { ORDER, WrittenMesh } from './mesh.ts';
import { STRETCH, planStreet } from './plan.ts';
import { Route } from './route.ts';
import { Site } from './site.ts';
import { StretchSlot, createWriters } from './stretch.ts';
import { createAtlas, createClouds } from './textures/atlas.ts';
import { MOVERS, Traffic } from './traffic.ts';
import { Sky } from './weather.ts';

/** Stretches kept: one behind, the rest ahead. */
const SLOTS = 12;

/** The whole drive: any time in seconds, in any order, gives the same picture and labels for the same seed and size. */
export class StreetScene {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #route: Route;
  readonly #sky: Sky;
  readonly #cam: DashCam;
  readonly #textures: readonly Texture[];
  readonly #materials: Materials;
  readonly #slots: readonly StretchSlot[];
  readonly #traffic: Traffic;
  readonly #movers: readonly WrittenMesh[];
  readonly #horizon: WrittenMesh;
  readonly #dome: Mesh;
  readonly #labels: LabelPass;
  readonly #meshes: readonly WrittenMesh[];

  constructor(canvas: OffscreenCanvas, context: WebGL2RenderingContext, { seed, width, height, road }: StreetOptions) {
    this.#renderer = new WebGLRenderer({ canvas, context, antialias: true, stencil: true });
    this.#renderer.autoClear = false;
    this.#renderer.setClearColor(0x000000, 1);
    // each question about a shader waits for the whole queue of the graphics process
    this.#renderer.debug.checkShaderErrors = import.meta.env.DEV;
    const plan = planStreet(seed, road);
    this.#route = new Route(seed, road);
    this.#sky = new Sky(seed);
    this.#cam = new DashCam(plan, this.#route, width / height);
    const atlas = createAtlas(seed),
      clouds = createClouds(seed);
    this.#textures = [atlas, clouds];
    const materials = createMaterials({ atlas, clouds, sky: this.#sky, width, height });
    this.#materials = materials;
    this.#slots = Array.from({ length: SLOTS }, () => new StretchSlot(plan, this.#route, materials));
    const writers = createWriters(MOVERS);
    this.#traffic = new Traffic(new Site(plan, this.#route, writers), this.#sky.now.wet > 0);
    this.#movers = [
      new WrittenMesh(writers.decals, materials.decal, 'none', ORDER.decals),
      new WrittenMesh(writers.shadows, materials.shadow, 'none', ORDER.shadows),
      new WrittenMesh(writers.detail, materials.solid, 'solid', ORDER.movers),
    ];
    this.#horizon = new WrittenMesh(writeHorizon(seed, road), materials.solid, 'solid', ORDER.horizon);
    this.#horizon.upload();
    this.#dome = dome(materials);
    this.#labels = new LabelPass(width, height);
    this.#meshes = [...this.#slots.flatMap((slot) => slot.meshes), ...this.#movers, this.#horizon];
    this.#scene.add(this.#dome, ...this.#meshes.map(({ mesh }) => mesh));
    // all programs at once, while the first picture's geometry is written: one after another they take several times as long
    this.#renderer.compile(this.#scene, this.#cam.camera);
    this.#labels.compile(this.#world);
  }

  get #world(): World {
    const { camera } = this.#cam;
    return {
      renderer: this.#renderer,
      scene: this.#scene,
      camera,
      meshes: this.#meshes,
      materials: this.#materials,
    };
  }

  /** Draws the picture at a time in seconds; it stands on the canvas until the task ends. */
  render(seconds: number): void {
    const here = this.#route.distance(seconds);
    this.#cam.at(seconds, here);
    this.#materials.update(this.#sky.at(seconds), seconds);
    this.#cam.rays(this.#materials.rays);
    const { x, y, z } = this.#cam;
    const first = Math.floor(here / STRETCH) - 1;
    for (let i = first; i < first + SLOTS; i++)
      this.#slots[((i % SLOTS) + SLOTS) % SLOTS]?.show(i, i * STRETCH - here, x, y, z);
    this.#traffic.write(seconds, here);
    const origin = (first + 1) * STRETCH;
    for (const mover of this.#movers) {
      mover.upload();
      mover.move(this.#route.x(origin) - x, this.#route.y(origin) - y, -origin - z);
    }
    this.#dome.visible = true;
    this.#renderer.clear();
    this.#renderer.render(this.#scene, this.#cam.camera);
  }

  /** The classes and instances of the picture drawn last. */
  labels(): StreetLabels {
    this.#dome.visible = false;
    return this.#labels.run(this.#world);
  }

  /** Counts of what lives on the GPU. */
  memory(): { geometries: number; textures: number; programs: number } {
    const { memory, programs } = this.#renderer.info;
    return { geometries: memory.geometries, textures: memory.textures, programs: programs?.length ?? 0 };
  }

  /** Frees everything this scene made; the canvas's context is lost on purpose. */
  destroy(): void {
    for (const slot of this.#slots) slot.destroy();
    for (const mesh of [...this.#movers, this.#horizon]) mesh.destroy();
    for (const texture of this.#textures) texture.dispose();
    this.#dome.geometry.dispose();
    this.#materials.destroy();
    this.#labels.destroy();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }
}

const COLUMNS = 24,
  ROWS = 16;

/** A grid over the whole picture, drawn where nothing else is. */
function dome(materials: Materials): Mesh {
  const points: number[] = [],
    corners: number[] = [];
  for (let row = 0; row <= ROWS; row++) {
    for (let column = 0; column <= COLUMNS; column++) {
      points.push((column / COLUMNS) * 2 - 1, (row / ROWS) * 2 - 1, 0);
      if (row === ROWS || column === COLUMNS) continue;
      const a = row * (COLUMNS + 1) + column,
        b = a + COLUMNS + 1;
      corners.push(a, a + 1, b + 1, a, b + 1, b);
    }
  }
  const geometry = new BufferGeometry()
    .setAttribute('position', new BufferAttribute(new Float32Array(points), 3))
    .setIndex(corners);
  const mesh = new Mesh(geometry, materials.sky);
  mesh.frustumCulled = false;
  mesh.renderOrder = ORDER.sky;
  return mesh;
}
