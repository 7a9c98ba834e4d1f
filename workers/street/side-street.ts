import { buildBlock } from './buildings.ts';
import { CLASS } from './classes.ts';
import { buildHouse } from './houses.ts';
import { STRETCH } from './plan.ts';
import { SIDE_STREET, type Site } from './site.ts';
import { SIDE, box } from './solids.ts';
import { LAYER } from './textures/layers.ts';
import { plantTree } from './trees.ts';

/** The two rows along a side street, and what closes it in the distance. */
export function buildSideStreet(site: Site, junction: number, side: 1 | -1): void {
  const { random, plotEdge, district, writers } = site;
  const built = district === 'city' || district === 'oldtown';
  for (const end of [-1, 1] as const) {
    for (let u = plotEdge + (built ? 13 : 16); u < 58;) {
      const width = random.range(9, 15);
      const middle = (u + width / 2) * side;
      for (const w of [writers.shell, writers.detail, writers.cutouts, writers.shadows]) {
        site.place(w, junction + end * SIDE_STREET.gap, middle, 0.1, end > 0 ? 0 : Math.PI);
      }
      if (built) buildBlock(site, width, random.int(3) + 2, 10);
      else if (random.chance(0.7)) buildHouse(site, width * 0.8);
      for (const w of [writers.shell, writers.detail, writers.cutouts, writers.shadows]) w.pop();
      if (!built) plantTree(site, junction + end * (SIDE_STREET.gap + 2), middle + width / 2, random.range(0.6, 1.1));
      u += width;
    }
  }
  distant(site, junction, 70 * side, SIDE_STREET.gap * 2 + 8);
}

/** Something large and simple across the view. */
function distant(site: Site, s: number, u: number, length: number): void {
  const { random } = site;
  const w = site.place(site.writers.shell, s, u);
  const trees = random.chance(0.4);
  const height = random.range(6, 14);
  w.surface(trees ? CLASS.tree : CLASS.building, trees ? LAYER.leaves : LAYER.sash).paint(
    trees ? 0x5f7a42 : random.pick([0xc9b592, 0xb0a79a, 0xa77a62]),
  );
  box(w, -4, -2, -length / 2, 4, height, length / 2, SIDE.open, 12);
  w.pop();
}

/** Roofs and crowns behind low plots, so that gaps do not end in nothing. */
export function buildBackdrop(site: Site, side: 1 | -1): void {
  const { random, start } = site;
  for (let i = 0; i < 2; i++) {
    const s = start + random.range(0, STRETCH);
    if (site.junction !== null && Math.abs(s - site.junction) < 16) continue;
    const u = random.range(46, 66) * side;
    if (random.chance(0.5)) plantTree(site, s, u, random.range(1.3, 2));
    else distant(site, s, u, random.range(10, 18));
  }
}
