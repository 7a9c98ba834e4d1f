/** 256 × 256 RGBA: red beside blue, with some grain. */
export function halves(): Uint8ClampedArray {
  const picture = new Uint8ClampedArray(256 * 256 * 4);
  for (let at = 0; at < 256 * 256; at += 1) {
    const [x, y] = [at % 256, Math.floor(at / 256)];
    const grain = ((x >> 3) + (y >> 3)) % 2 === 0 ? 20 : 0;
    picture.set(x < 128 ? [200, 40 + grain, 30, 255] : [30, 60 + grain, 190, 255], at * 4);
  }
  return picture;
}
