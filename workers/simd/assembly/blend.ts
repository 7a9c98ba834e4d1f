/**
 * Picture and label colours in one pass: out = (picture · (256 − share) + colour · share) / 256 rounded down, opaque.
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
  const opaque = i32x4.splat(0xff000000);
  const step: isize = mirrored ? -16 : 16;
  let kind: u32 = 0;
  let colour = v128.load_splat<u64>(colours);
  for (let y = 0; y < height; y += 1) {
    let from = words + 4 * <usize>(y * width + first);
    let label = labels + <usize>(y * width + first);
    let to = out + 4 * <usize>(y * width + (mirrored ? width - 1 - first : first));
    let left = last - first;
    for (; left >= 4; left -= 4) {
      const picture = v128.load(from);
      const four = load<u32>(label);
      let low: v128;
      let high: v128;
      if (four == kind) {
        low = colour;
        high = colour;
      } else if (four == (four & 255) * 0x01010101) {
        kind = four;
        colour = v128.load_splat<u64>(colours + 8 * <usize>(four & 255));
        low = colour;
        high = colour;
      } else {
        low = pair(colours, four);
        high = pair(colours, four >> 16);
      }
      const mixed = v128.or(
        i8x16.narrow_i16x8_u(
          mix(i16x8.extend_low_i8x16_u(picture), rest, low),
          mix(i16x8.extend_high_i8x16_u(picture), rest, high),
        ),
        opaque,
      );
      if (mirrored) {
        v128.store(to - 12, turned(mixed));
      } else {
        v128.store(to, mixed);
      }
      to += step;
      from += 16;
      label += 4;
    }
    for (; left > 0; left -= 1) {
      const colour = v128.load_zero<u64>(colours + 8 * <usize>load<u8>(label));
      const one = mix(i16x8.extend_low_i8x16_u(v128.load_zero<u32>(from)), rest, colour);
      store<u32>(to, i32x4.extract_lane(i8x16.narrow_i16x8_u(one, one), 0) | 0xff000000);
      to += step / 4;
      from += 4;
      label += 1;
    }
  }
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

function mix(picture: v128, rest: v128, colour: v128): v128 {
  return i16x8.shr_u(i16x8.add(i16x8.mul(picture, rest), colour), 8);
}

/** The colours of two labels in the lower half of a word. */
function pair(colours: usize, labels: u32): v128 {
  const first = v128.load_zero<u64>(colours + 8 * <usize>(labels & 255));
  return v128.load_lane<u64>(colours + 8 * <usize>((labels >> 8) & 255), first, 1);
}

/** Four words in the opposite order. */
function turned(words: v128): v128 {
  return v128.shuffle<u32>(words, words, 3, 2, 1, 0);
}
