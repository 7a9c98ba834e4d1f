/** The layers of the street's one texture array. */
export const LAYER = {
  plain: 0,
  asphalt: 1,
  slabs: 2,
  cobbles: 3,
  concrete: 4,
  brick: 5,
  plaster: 6,
  tiles: 7,
  sash: 8,
  modern: 9,
  arched: 10,
  shutters: 11,
  curtain: 12,
  shopA: 13,
  shopB: 14,
  doors: 15,
  leaves: 16,
  leafCard: 17,
  twigs: 18,
  needles: 19,
  railing: 20,
  planks: 21,
  signs: 22,
  marks: 23,
  grass: 24,
  bark: 25,
  hedge: 26,
  stripes: 27,
  slate: 28,
  mesh: 29,
} as const;

export const LAYER_COUNT = 30;
/** Pixels a side of a layer. */
export const LAYER_SIZE = 256;
