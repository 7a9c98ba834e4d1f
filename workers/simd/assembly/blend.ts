/**
 * Picture and label colours in one pass: out = (picture · (256 − share) + colour · share) / 256 rounded down, opaque. Where classes meet,
 * the colour is the mean of the 3 × 3 pixels around, weighed 1, 2, 1 in both directions: twin of compositor/soft-edges.ts.
 * @param words RGBA of the picture, height × width
 * @param labels class ids, height × width
 * @param colours of each of 256 classes four 16-bit numbers: R, G, B, A times share
 * @param first,last source columns
 * @param mirrored 1: source column x is drawn at width − 1 − x
 */
export function blend(
  words: usize,
  labels: usize,
  colours: usize,
  share: i32,
  width: i32,
  height: i32,
  first: i32,
  last: i32,
  mirrored: i32,
  out: usize,
): void {
  const rest = i16x8.splat(<i16>(256 - share));
  const step: isize = mirrored ? -16 : 16;
  let kind: u32 = 0;
  let colour = v128.load_splat<u64>(colours);
  for (let y = 0; y < height; y += 1) {
    let from = words + 4 * <usize>(y * width + first);
    const row = labels + <usize>(y * width);
    const upper = y > 0 ? row - <usize>width : row;
    const lower = y < height - 1 ? row + <usize>width : row;
    let to = out + 4 * <usize>(y * width + (mirrored ? width - 1 - first : first));
    let x = first;
    while (x <= last - 4) {
      const four = load<u32>(row + x);
      if (four != kind) {
        kind = four;
        colour = v128.load_splat<u64>(colours + 8 * <usize>(four & 255));
      }
      if (x <= last - 16 && areCalm(upper, row, lower, x, width)) {
        for (const end = x + 16; x < end; x += 4) {
          put(to, mirrored, mixed(v128.load(from), rest, colour, colour));
          to += step;
          from += 16;
        }
        continue;
      }
      const low = pair(colours, upper, row, lower, x, width);
      const high = pair(colours, upper, row, lower, x + 2, width);
      put(to, mirrored, mixed(v128.load(from), rest, low, high));
      to += step;
      from += 16;
      x += 4;
    }
    for (; x < last; x += 1) {
      const colour = soft(colours, upper, row, lower, x, width);
      const one = mix(i16x8.extend_low_i8x16_u(v128.load_zero<u32>(from)), rest, colour);
      store<u32>(to, i32x4.extract_lane(i8x16.narrow_i16x8_u(one, one), 0) | 0xff000000);
      to += step / 4;
      from += 4;
    }
  }
}

/** Sixteen pixels and all around them are of one class. */
function areCalm(upper: usize, row: usize, lower: usize, x: i32, width: i32): bool {
  const before: usize = x > 0 ? <usize>x - 1 : <usize>x;
  const after: usize = x + 16 < width ? <usize>x + 1 : <usize>x;
  const own = v128.load_splat<u8>(row + x);
  const upward = v128.or(v128.xor(v128.load(upper + before), own), v128.xor(v128.load(upper + after), own));
  const across = v128.or(v128.xor(v128.load(row + before), own), v128.xor(v128.load(row + after), own));
  const downward = v128.or(v128.xor(v128.load(lower + before), own), v128.xor(v128.load(lower + after), own));
  return !v128.any_true(v128.or(v128.or(upward, across), downward));
}

/** The colour of one pixel, times share, in the lower half: the mean of the classes around it. */
function soft(colours: usize, upper: usize, row: usize, lower: usize, x: i32, width: i32): v128 {
  const left = x > 0 ? x - 1 : x;
  const right = x < width - 1 ? x + 1 : x;
  const above = i32x4.add(
    i32x4.add(colourOf(colours, upper + left), colourOf(colours, upper + right)),
    i32x4.shl(colourOf(colours, upper + x), 1),
  );
  const beside = i32x4.add(
    i32x4.add(colourOf(colours, row + left), colourOf(colours, row + right)),
    i32x4.shl(colourOf(colours, row + x), 1),
  );
  const below = i32x4.add(
    i32x4.add(colourOf(colours, lower + left), colourOf(colours, lower + right)),
    i32x4.shl(colourOf(colours, lower + x), 1),
  );
  const sum = i32x4.add(i32x4.add(above, below), i32x4.shl(beside, 1));
  const mean = i32x4.shr_u(i32x4.add(sum, i32x4.splat(8)), 4);
  return i16x8.narrow_i32x4_u(mean, mean);
}

function colourOf(colours: usize, label: usize): v128 {
  return i32x4.extend_low_i16x8_u(v128.load_zero<u64>(colours + 8 * <usize>load<u8>(label)));
}

/** The picture alone, opaque; parameters as above. */
export function copy(words: usize, width: i32, height: i32, mirrored: i32, out: usize): void {
  const opaque = i32x4.splat(0xff000000);
  const step: isize = mirrored ? -16 : 16;
  for (let y = 0; y < height; y += 1) {
    let from = words + 4 * <usize>(y * width);
    let to = out + 4 * <usize>(y * width + (mirrored ? width - 1 : 0));
    let left = width;
    for (; left >= 4; left -= 4) {
      const picture = v128.or(v128.load(from), opaque);
      if (mirrored) v128.store(to - 12, turned(picture));
      else v128.store(to, picture);
      to += step;
      from += 16;
    }
    for (; left > 0; left -= 1) {
      store<u32>(to, load<u32>(from) | 0xff000000);
      to += step / 4;
      from += 4;
    }
  }
}

/** Four pixels of the picture under their colours, opaque. */
function mixed(picture: v128, rest: v128, low: v128, high: v128): v128 {
  return v128.or(
    i8x16.narrow_i16x8_u(
      mix(i16x8.extend_low_i8x16_u(picture), rest, low),
      mix(i16x8.extend_high_i8x16_u(picture), rest, high),
    ),
    i32x4.splat(0xff000000),
  );
}

/** Writes four pixels; in a mirror they lie before the address, in the opposite order. */
function put(to: usize, mirrored: i32, words: v128): void {
  if (mirrored) v128.store(to - 12, turned(words));
  else v128.store(to, words);
}

function mix(picture: v128, rest: v128, colour: v128): v128 {
  return i16x8.shr_u(i16x8.add(i16x8.mul(picture, rest), colour), 8);
}

/** The colours of two pixels, one after the other. */
function pair(colours: usize, upper: usize, row: usize, lower: usize, x: i32, width: i32): v128 {
  const first = soft(colours, upper, row, lower, x, width);
  const second = soft(colours, upper, row, lower, x + 1, width);
  return v128.shuffle<u64>(first, second, 0, 2);
}

/** Four words in the opposite order. */
function turned(words: v128): v128 {
  return v128.shuffle<u32>(words, words, 3, 2, 1, 0);
}
