/**
 * Bilinear samples of a picture as floats: red · gain + bias, the same of green and blue, and luma as it is.
 * @param words RGBA of the picture, `stride` words a row
 * @param lowX,highX,weightX of each of `width` columns the two source columns and the weight of the second, and so on
 * @param scale six floats: gain and bias of red, green and blue
 * @param planes red, green, blue, luma, `pitch` bytes from one to the next: height × width each, rounded up to a multiple of four
 * @param order 0: colours are planes; 1: they lie pixel by pixel where the first three planes would be, red first; 2: blue first
 */
export function resample(
  words: usize,
  stride: i32,
  lowX: usize,
  highX: usize,
  weightX: usize,
  lowY: usize,
  highY: usize,
  weightY: usize,
  width: i32,
  height: i32,
  scale: usize,
  planes: usize,
  pitch: usize,
  order: i32,
): void {
  const redGain = v128.load_splat<f32>(scale);
  const redBias = v128.load_splat<f32>(scale + 4);
  const greenGain = v128.load_splat<f32>(scale + 8);
  const greenBias = v128.load_splat<f32>(scale + 12);
  const blueGain = v128.load_splat<f32>(scale + 16);
  const blueBias = v128.load_splat<f32>(scale + 20);
  const two = f32x4.splat(2);
  const five = f32x4.splat(5);
  const eighth = f32x4.splat(0.125);
  let at: usize = planes;
  for (let y = 0; y < height; y += 1) {
    const top = words + 4 * <usize>(load<i32>(lowY + 4 * <usize>y) * stride);
    const bottom = words + 4 * <usize>(load<i32>(highY + 4 * <usize>y) * stride);
    const fy = f32x4.splat(load<f32>(weightY + 4 * <usize>y));
    for (let x = 0; x < width; x += 4) {
      // the last columns of a row go on into memory that the next row overwrites: tables are that much longer
      const i: usize = 4 * <usize>x;
      const a = sample(top, bottom, load<i32>(lowX + i), load<i32>(highX + i), load<f32>(weightX + i), fy);
      const b = sample(top, bottom, load<i32>(lowX + i, 4), load<i32>(highX + i, 4), load<f32>(weightX + i, 4), fy);
      const c = sample(top, bottom, load<i32>(lowX + i, 8), load<i32>(highX + i, 8), load<f32>(weightX + i, 8), fy);
      const d = sample(top, bottom, load<i32>(lowX + i, 12), load<i32>(highX + i, 12), load<f32>(weightX + i, 12), fy);
      const ab = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
      const cd = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
      const red = v128.shuffle<u64>(ab, cd, 0, 2);
      const green = v128.shuffle<u64>(ab, cd, 1, 3);
      const blue = v128.shuffle<u64>(v128.shuffle<u32>(a, b, 2, 6, 2, 6), v128.shuffle<u32>(c, d, 2, 6, 2, 6), 0, 2);
      const first = f32x4.add(f32x4.mul(red, redGain), redBias);
      const second = f32x4.add(f32x4.mul(green, greenGain), greenBias);
      const last = f32x4.add(f32x4.mul(blue, blueGain), blueBias);
      if (order == 0) {
        v128.store(at + i, first);
        v128.store(at + i + pitch, second);
        v128.store(at + i + 2 * pitch, last);
      } else if (order == 1) pixels(first, second, last, planes + 3 * (at - planes + i));
      else pixels(last, second, first, planes + 3 * (at - planes + i));
      const luma = f32x4.add(f32x4.add(f32x4.mul(red, two), f32x4.mul(green, five)), blue);
      v128.store(at + i + 3 * pitch, f32x4.mul(luma, eighth));
    }
    at += 4 * <usize>width;
  }
}

/** Four pixels of three channels each, of a vector a channel. */
function pixels(first: v128, second: v128, third: v128, to: usize): void {
  const low = v128.shuffle<u32>(first, second, 0, 4, 1, 5);
  const high = v128.shuffle<u32>(first, second, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<u32>(low, third, 0, 1, 4, 2));
  v128.store(to, v128.shuffle<u32>(v128.shuffle<u32>(low, third, 3, 5, 3, 5), high, 0, 1, 4, 5), 16);
  v128.store(to, v128.shuffle<u32>(high, third, 6, 2, 3, 7), 32);
}

/** One pixel's R, G, B and A, 0 to 255. */
function sample(top: usize, bottom: usize, low: i32, high: i32, weight: f32, fy: v128): v128 {
  const left: usize = 4 * <usize>low;
  const right: usize = 4 * <usize>high;
  const fx = f32x4.splat(weight);
  const upper = between(top + left, top + right, fx);
  return f32x4.add(upper, f32x4.mul(f32x4.sub(between(bottom + left, bottom + right, fx), upper), fy));
}

function between(left: usize, right: usize, weight: v128): v128 {
  const first = channels(left);
  return f32x4.add(first, f32x4.mul(f32x4.sub(channels(right), first), weight));
}

function channels(word: usize): v128 {
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load_zero<u32>(word))));
}
