import { CLASS } from './classes.ts';
import type { MeshWriter } from './mesh-writer.ts';
import { LAYER } from './textures/layers.ts';
import { castPost } from './shadows.ts';
import type { Site } from './site.ts';
import { SIDE, bar, box } from './solids.ts';

const METAL = [0x6f7477, 0x4c5154, 0x8b9094, 0x3c4643, 0x9a9d9c] as const;

/** A mast standing at the writer's origin. */
export function mast(w: MeshWriter, colour: number, height: number, radius: number): void {
  w.surface(CLASS.pole, LAYER.plain, 0.1).paint(colour);
  bar(w, [0, -0.5, 0], [0, height, 0], radius, radius * 0.7, 6);
}

/** A mast's shadow. */
export function shade(site: Site, s: number, u: number, radius: number, height: number): void {
  castPost(site.place(site.writers.shadows, s, u), 0, 0, radius, height);
  site.writers.shadows.pop();
}

/** A street lamp whose arm reaches over the road. */
export function lampPost(site: Site, s: number, u: number): void {
  const { random } = site;
  const w = site.place(site.writers.detail, s, u, 0, u > 0 ? 0 : Math.PI);
  const colour = METAL[Math.abs(site.plan.seed) % METAL.length] ?? METAL[0];
  const old = site.district === 'oldtown';
  const height = old ? 4.2 : random.range(7, 8.5);
  mast(w, colour, height, old ? 0.09 : 0.11);
  bar(w, [0, -0.1, 0], [0, 1, 0], 0.16, 0.14, 6);
  if (old) {
    w.surface(CLASS.pole, LAYER.plain).paint(0xfff0c8);
    w.glow = 0.8;
    bar(w, [0, height, 0], [0, height + 0.5, 0], 0.14, 0.22, 6);
    w.surface(CLASS.pole, LAYER.plain).paint(colour);
    bar(w, [0, height + 0.5, 0], [0, height + 0.75, 0], 0.28, 0.03, 6);
  } else {
    bar(w, [0, height - 0.1, 0], [-1.6, height + 0.45, 0], 0.06, 0.05, 5);
    box(w, -2.3, height + 0.4, -0.14, -1.5, height + 0.54, 0.14, SIDE.open);
    w.paint(0xfff0c8).glow = 0.9;
    box(w, -2.25, height + 0.36, -0.11, -1.55, height + 0.41, 0.11, SIDE.bottom);
  }
  w.pop();
  shade(site, s, u, 0.1, height);
}

/** A wooden or concrete pole with a cross-arm; its wires are too thin to be worth a class. */
export function utilityPole(site: Site, s: number, u: number): void {
  const w = site.place(site.writers.detail, s, u);
  w.surface(CLASS.pole, LAYER.bark).paint(site.random.pick([0x8a7058, 0xa7a49c, 0x75604c]));
  bar(w, [0, -0.5, 0], [0, 8.6, 0], 0.16, 0.11, 7);
  box(w, -1, 7.7, -0.06, 1, 7.85, 0.06, SIDE.open);
  w.pop();
  shade(site, s, u, 0.14, 8.6);
}

/** Bollards between pavement and road. */
export function bollard(site: Site, s: number, u: number): void {
  const w = site.place(site.writers.detail, s, u);
  w.surface(CLASS.pole, LAYER.plain, 0.1).paint(0x3c4043);
  bar(w, [0, -0.2, 0], [0, 0.9, 0], 0.08, 0.07, 6, true);
  w.paint(0xe8e6e0);
  bar(w, [0, 0.66, 0], [0, 0.78, 0], 0.083, 0.083, 6);
  w.pop();
}
