import { CLASS } from './classes.ts';
import { bollard, lampPost, utilityPole } from './furniture.ts';
import { blobShadow, lampPool } from './decals.ts';
import { STRETCH } from './plan.ts';
import { castBox } from './shadows.ts';
import { directionBoard, signPost, trafficLight } from './signs.ts';
import { SIDE_STREET, type Site } from './site.ts';
import { plantTree } from './trees.ts';
import { PER_STRETCH, thingId } from './things.ts';
import { CAR_MODELS, carPaint, carShapes, carSize } from './vehicles.ts';

const paint = new Uint32Array(2);

/** What stands along the kerb: lamps, signs, lights, street trees, parked cars. */
export function buildKerbside(site: Site): void {
  const { random, plan, start, district } = site;
  const post = plan.roadHalf + 0.5;
  for (const side of [-1, 1] as const) {
    if ((site.stretch + (side > 0 ? 0 : 1)) % 2 === 0 || district === 'city') {
      const s = start + 6 + random.range(0, 3);
      if (clear(site, s)) {
        lampPost(site, s, post * side);
        lampPool(site, s, (plan.roadHalf - 1) * side);
      }
    }
    if (district !== 'city' && plan.seed % 3 === 0 && side === 1)
      utilityPole(site, start + 24, (site.plotEdge - 0.3) * side);
    for (let i = random.int(4); i > 0; i--) {
      const s = start + random.range(2, STRETCH - 2);
      if (clear(site, s)) signPost(site, s, (post + random.range(0, 0.3)) * side, side === plan.side ? 1 : -1);
    }
    if (random.chance(0.12) && clear(site, start + 30)) directionBoard(site, start + 30, (post + 1) * side);
    if (random.chance(0.15))
      for (let s = start + 2; s < start + STRETCH; s += 2.2)
        if (clear(site, s)) bollard(site, s, (plan.roadHalf + 0.35) * side);
    streetTrees(site, side);
    parkedCars(site, side);
  }
  if (site.junction !== null) lights(site, site.junction);
}

/** Whether nothing joins or crosses near `s`. */
function clear(site: Site, s: number): boolean {
  if (site.event === 'none') return true;
  return Math.abs(s - site.start - STRETCH / 2) > (site.event === 'junction' ? SIDE_STREET.gap + 5.5 : 5);
}

function streetTrees(site: Site, side: 1 | -1): void {
  const { random, plan, start, district } = site;
  const chance = plan.trees * { city: 0.45, oldtown: 0.25, suburb: 0.5, park: 0.9, works: 0.3 }[district];
  for (let s = start + 3; s < start + STRETCH - 2; s += random.range(7, 11)) {
    if (random.chance(chance) && clear(site, s))
      plantTree(site, s, (plan.roadHalf + 0.9 + plan.verge * 0.5) * side, random.range(0.65, 1.15));
  }
}

function parkedCars(site: Site, side: 1 | -1): void {
  const { random, plan, start } = site;
  if (plan.roadHalf < 4.3 && side !== plan.side) return;
  const share =
    plan.parked * (site.district === 'park' ? 0.4 : 1) * (plan.roadHalf < 5 && side === plan.side ? 0.35 : 1);
  for (let s = start + 3; s < start + STRETCH - 3; s += random.range(5.6, 6.6)) {
    if (!random.chance(share) || !clear(site, s)) continue;
    parkCar(site, s, (plan.roadHalf - 1.08) * side, side === plan.side ? 0 : Math.PI);
  }
}

/** A standing car with its shadows. */
function parkCar(site: Site, s: number, u: number, yaw: number): void {
  const { random, writers } = site;
  const model = random.int(CAR_MODELS);
  const body = carShapes()[model];
  if (!body) return;
  const { half, width, height } = carSize(model);
  const w = site.place(writers.detail, s, u, 0, yaw + random.range(-0.03, 0.03));
  w.classId = CLASS.car;
  w.thing = thingId('parked', site.stretch * PER_STRETCH.parked + site.parked++);
  w.stamp(body, carPaint(random.int(64), paint));
  w.thing = 0;
  w.pop();
  castBox(site.place(writers.shadows, s, u, 0, yaw), -width, -half, width, half, height * 0.85, 0.03);
  writers.shadows.pop();
  const along = Math.abs(Math.cos(yaw)) > 0.5;
  blobShadow(site, s, u, (along ? half : width) * 1.18, (along ? width : half) * 1.3, 0.95);
}

/** Lights at a junction, and a car that waits in each side street. */
function lights(site: Site, junction: number): void {
  const { random, plan } = site;
  const phase = random.pick(['green', 'green', 'amber', 'red'] as const);
  const u = plan.roadHalf + 0.5;
  const near = junction - SIDE_STREET.half - 4.5;
  if (random.chance(0.75)) {
    trafficLight(site, near, u * plan.side, phase, random.chance(0.35) ? 3 : 0);
    trafficLight(site, junction + SIDE_STREET.half + 1.5, -u * plan.side, phase);
    if (random.chance(0.5)) trafficLight(site, near, -u * plan.side, phase);
  } else {
    signPost(site, near, u * plan.side);
  }
  for (const side of [-1, 1] as const) {
    if (!random.chance(0.6)) continue;
    parkCar(
      site,
      junction - side * plan.side * 1.9,
      (plan.roadHalf + 4 + random.range(0, 3)) * side,
      (side * -Math.PI) / 2,
    );
    if (random.chance(0.5))
      parkCar(
        site,
        junction + side * plan.side * 1.9,
        (plan.roadHalf + 12 + random.range(0, 9)) * side,
        (side * Math.PI) / 2,
      );
  }
}
