/** Where the tail of a row is worked out: 16 words. */
const tail: usize = memory.data(64, 16);

/**
 * RGBA words, opaque, of a picture in planes of luma and chroma, 16 pixels at a time. Chroma samples cover whole pixels: the
 * nearest one counts, as with the browsers' own conversions.
 * @param stride,chromaStride bytes a row
 * @param v where the second chroma plane begins; with `paired` samples (U, V, U, V …) it is not looked at
 * @param shiftX,shiftY 1: one chroma sample for two columns, or rows
 * @param order six 16-bit numbers: what black is, then times 8192 what luma, V on red, U on green, V on green and U on blue weigh
 */
export function planesToWords(
  luma: usize,
  stride: i32,
  u: usize,
  v: usize,
  chromaStride: i32,
  paired: i32,
  shiftX: i32,
  shiftY: i32,
  width: i32,
  height: i32,
  order: usize,
  out: usize,
): void {
  const black = v128.load_splat<u16>(order);
  const gain = v128.load_splat<u16>(order + 2);
  const redV = v128.load_splat<u16>(order + 4);
  const greenU = v128.load_splat<u16>(order + 6);
  const greenV = v128.load_splat<u16>(order + 8);
  const blueU = v128.load_splat<u16>(order + 10);
  const middle = i16x8.splat(128);
  const half = i16x8.splat(16);
  for (let y = 0; y < height; y += 1) {
    let from = luma + <usize>(y * stride);
    const row = <usize>((y >> shiftY) * chromaStride);
    let fromU = u + row;
    let fromV = v + row;
    let to = out + 4 * <usize>(y * width);
    for (let left = width; left > 0; left -= 16) {
      const sixteen = v128.load(from);
      const low = bright(i16x8.extend_low_i8x16_u(sixteen), black, gain, half);
      const high = bright(i16x8.extend_high_i8x16_u(sixteen), black, gain, half);
      let redLow: v128;
      let redHigh: v128;
      let greenLow: v128;
      let greenHigh: v128;
      let blueLow: v128;
      let blueHigh: v128;
      if (shiftX) {
        let eightU: v128;
        let eightV: v128;
        if (paired) {
          const pairs = v128.load(fromU);
          eightU = v128.and(pairs, i16x8.splat(255));
          eightV = i16x8.shr_u(pairs, 8);
          fromU += 16;
        } else {
          eightU = i16x8.extend_low_i8x16_u(v128.load_zero<u64>(fromU));
          eightV = i16x8.extend_low_i8x16_u(v128.load_zero<u64>(fromV));
          fromU += 8;
          fromV += 8;
        }
        eightU = i16x8.shl(i16x8.sub(eightU, middle), 7);
        eightV = i16x8.shl(i16x8.sub(eightV, middle), 7);
        const red = i16x8.q15mulr_sat_s(eightV, redV);
        const green = i16x8.add(i16x8.q15mulr_sat_s(eightU, greenU), i16x8.q15mulr_sat_s(eightV, greenV));
        const blue = i16x8.q15mulr_sat_s(eightU, blueU);
        redLow = first(red);
        redHigh = second(red);
        greenLow = first(green);
        greenHigh = second(green);
        blueLow = first(blue);
        blueHigh = second(blue);
      } else {
        const sixteenU = v128.load(fromU);
        const sixteenV = v128.load(fromV);
        fromU += 16;
        fromV += 16;
        const lowU = i16x8.shl(i16x8.sub(i16x8.extend_low_i8x16_u(sixteenU), middle), 7);
        const highU = i16x8.shl(i16x8.sub(i16x8.extend_high_i8x16_u(sixteenU), middle), 7);
        const lowV = i16x8.shl(i16x8.sub(i16x8.extend_low_i8x16_u(sixteenV), middle), 7);
        const highV = i16x8.shl(i16x8.sub(i16x8.extend_high_i8x16_u(sixteenV), middle), 7);
        redLow = i16x8.q15mulr_sat_s(lowV, redV);
        redHigh = i16x8.q15mulr_sat_s(highV, redV);
        greenLow = i16x8.add(i16x8.q15mulr_sat_s(lowU, greenU), i16x8.q15mulr_sat_s(lowV, greenV));
        greenHigh = i16x8.add(i16x8.q15mulr_sat_s(highU, greenU), i16x8.q15mulr_sat_s(highV, greenV));
        blueLow = i16x8.q15mulr_sat_s(lowU, blueU);
        blueHigh = i16x8.q15mulr_sat_s(highU, blueU);
      }
      const red = bytes(i16x8.add(low, redLow), i16x8.add(high, redHigh));
      const green = bytes(i16x8.add(low, greenLow), i16x8.add(high, greenHigh));
      const blue = bytes(i16x8.add(low, blueLow), i16x8.add(high, blueHigh));
      if (left >= 16) {
        interleave(red, green, blue, to);
      } else {
        interleave(red, green, blue, tail);
        memory.copy(to, tail, 4 * <usize>left);
      }
      from += 16;
      to += 64;
    }
  }
}

/** Luma with five bits behind the point, rounded when those go. */
function bright(luma: v128, black: v128, gain: v128, half: v128): v128 {
  return i16x8.add(i16x8.q15mulr_sat_s(i16x8.shl(i16x8.sub(luma, black), 7), gain), half);
}

function bytes(low: v128, high: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.shr_s(low, 5), i16x8.shr_s(high, 5));
}

/** Each of the first four samples twice. */
function first(samples: v128): v128 {
  return v128.shuffle<u16>(samples, samples, 0, 0, 1, 1, 2, 2, 3, 3);
}

/** Each of the last four samples twice. */
function second(samples: v128): v128 {
  return v128.shuffle<u16>(samples, samples, 4, 4, 5, 5, 6, 6, 7, 7);
}

function interleave(red: v128, green: v128, blue: v128, to: usize): void {
  const opaque = i8x16.splat(-1);
  const rgLow = v128.shuffle<u8>(red, green, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const rgHigh = v128.shuffle<u8>(red, green, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  const baLow = v128.shuffle<u8>(blue, opaque, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const baHigh = v128.shuffle<u8>(blue, opaque, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  v128.store(to, v128.shuffle<u16>(rgLow, baLow, 0, 8, 1, 9, 2, 10, 3, 11));
  v128.store(to, v128.shuffle<u16>(rgLow, baLow, 4, 12, 5, 13, 6, 14, 7, 15), 16);
  v128.store(to, v128.shuffle<u16>(rgHigh, baHigh, 0, 8, 1, 9, 2, 10, 3, 11), 32);
  v128.store(to, v128.shuffle<u16>(rgHigh, baHigh, 4, 12, 5, 13, 6, 14, 7, 15), 48);
}

/** Samples of 16 bits as bytes, rounded: in place, since each is read before something is written where it lay. */
export function narrowSamples(samples: usize, count: i32, shift: i32): void {
  const unit: i32 = 1;
  const half = i16x8.splat(<i16>(unit << (shift - 1)));
  let from = samples;
  let to = samples;
  for (let left = count; left > 0; left -= 16) {
    const low = i16x8.shr_u(i16x8.add(v128.load(from), half), shift);
    const high = i16x8.shr_u(i16x8.add(v128.load(from, 16), half), shift);
    v128.store(to, i8x16.narrow_i16x8_u(low, high));
    from += 32;
    to += 16;
  }
}

/** Makes words opaque, in place. @param swapped 1: red and blue change places */
export function opaqueWords(words: usize, count: i32, swapped: i32): void {
  const opaque = i32x4.splat(0xff000000);
  let at = words;
  let left = count;
  for (; left >= 4; left -= 4) {
    let four = v128.load(at);
    if (swapped) four = v128.shuffle<u8>(four, four, 2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15);
    v128.store(at, v128.or(four, opaque));
    at += 16;
  }
  for (; left > 0; left -= 1) {
    const word = load<u32>(at);
    const kept = swapped ? (word & 0x0000ff00) | ((word & 255) << 16) | ((word >> 16) & 255) : word;
    store<u32>(at, kept | 0xff000000);
    at += 4;
  }
}

/** Side of the squares in which a picture is turned: their rows and columns stay in the cache. */
const SQUARE = 16;

/**
 * A picture turned or flipped: the word at (x, y) is the one at `start + x · across + y · down` of the words given.
 * @param width,height of what comes out
 */
export function turnWords(words: usize, start: i32, across: i32, down: i32, width: i32, height: i32, out: usize): void {
  for (let top = 0; top < height; top += SQUARE) {
    const bottom = min(height, top + SQUARE);
    for (let left = 0; left < width; left += SQUARE) {
      const right = min(width, left + SQUARE);
      for (let y = top; y < bottom; y += 1) {
        let from = start + left * across + y * down;
        let to = out + 4 * <usize>(y * width + left);
        for (let x = left; x < right; x += 1) {
          store<u32>(to, load<u32>(words + 4 * <usize>from));
          from += across;
          to += 4;
        }
      }
    }
  }
}
