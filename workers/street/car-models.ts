/** A cross-section of a body: metres from the middle (front positive), half width, lower and upper edge. */
export interface Rib {
  readonly z: number;
  readonly half: number;
  readonly low: number;
  readonly high: number;
}

export interface Model {
  readonly body: readonly Rib[];
  /** Window-to-roof part: each rib's `low` is its sill, `high` the roof. */
  readonly cabin: readonly Rib[];
  readonly wheel: number;
  readonly axles: readonly [number, number];
  readonly glassEnds: boolean;
}

function saloon(length: number, height: number, half: number, rear: number): Model {
  const f = length / 2,
    r = -length / 2;
  const sill = height * 0.6;
  return {
    body: [
      { z: f, half: half * 0.82, low: 0.34, high: 0.62 },
      { z: f - 0.22, half: half * 0.95, low: 0.24, high: 0.74 },
      { z: f - 1.05, half, low: 0.22, high: sill - 0.02 },
      { z: r + 1, half, low: 0.22, high: sill + 0.03 },
      { z: r + 0.18, half: half * 0.95, low: 0.26, high: sill + 0.02 },
      { z: r, half: half * 0.86, low: 0.36, high: sill - 0.12 },
    ],
    cabin: [
      { z: f - 0.95, half: half * 0.92, low: sill - 0.04, high: sill },
      { z: f - 1.65, half: half * 0.86, low: sill, high: height },
      { z: r + rear + 0.7, half: half * 0.84, low: sill, high: height - 0.02 },
      { z: r + rear, half: half * 0.88, low: sill, high: sill + 0.04 },
    ],
    wheel: 0.32,
    axles: [f - 0.8, r + 0.75],
    glassEnds: true,
  };
}

function van(length: number, height: number, half: number): Model {
  const f = length / 2,
    r = -length / 2;
  return {
    body: [
      { z: f, half: half * 0.88, low: 0.36, high: 0.9 },
      { z: f - 0.2, half: half * 0.97, low: 0.28, high: 1.05 },
      { z: f - 0.7, half, low: 0.26, high: 1.18 },
      { z: r + 0.06, half, low: 0.3, high: 1.18 },
      { z: r, half: half * 0.97, low: 0.36, high: 1.16 },
    ],
    cabin: [
      { z: f - 0.6, half: half * 0.96, low: 1.14, high: 1.2 },
      { z: f - 1.35, half: half * 0.93, low: 1.18, high: height },
      { z: r + 0.1, half: half * 0.95, low: 1.18, high: height - 0.03 },
      { z: r + 0.02, half: half * 0.95, low: 1.18, high: height - 0.12 },
    ],
    wheel: 0.35,
    axles: [f - 0.9, r + 0.9],
    glassEnds: false,
  };
}

/** Cars' forward is −z, as the road's; lengths in metres. */
export const MODELS: readonly Model[] = [
  saloon(3.9, 1.48, 0.83, 0.12),
  saloon(4.2, 1.5, 0.87, 0.15),
  saloon(4.6, 1.44, 0.89, 0.75),
  saloon(4.7, 1.5, 0.9, 0.1),
  saloon(4.5, 1.72, 0.93, 0.1),
  saloon(3.5, 1.5, 0.78, 0.08),
  van(4.9, 1.98, 0.95),
  van(5.8, 2.5, 1),
  van(4.5, 1.85, 0.9),
];
