import { lineBetween, readyLines } from './backdrop';
import { BEFORE, CLEAR, CONTESTED, MatteOrder, SOLID, STATE } from './matte-order';

/**
 * The foreground at the picture's size, in its own colour: alone, with its opacity, RGBA, not premultiplied; or over what
 * is behind, enlarged bilinearly.
 */
export function matteSheet(address: usize): void {
  const order = changetype<MatteOrder>(address);
  let above = -1;
  let below = -1;
  let used = 0;
  let ready = -1;
  for (let row = 0; row < order.frameHeight; row += 1) {
    const y: usize = 4 * <usize>row;
    const top = load<i32>(order.lowY + y);
    const bottom = load<i32>(order.highY + y);
    if (top != above || bottom != below) {
      used = findSpans(order, top, bottom);
      if (order.behind) ready = readyLines(order, top, bottom, ready);
      above = top;
      below = bottom;
    }
    const first = <usize>row * <usize>order.frameWidth;
    const words = order.words + 4 * first;
    const past = order.past + 4 * first;
    const out = order.out + 4 * first;
    if (order.behind) underlay(order, used, top, load<f32>(order.weightY + y), out);
    const weight = f32x4.splat(load<f32>(order.weightY + y));
    for (let span = 0; span < used; span += 1) {
      const at = order.spans + 12 * <usize>span;
      const start = load<i32>(at);
      const end = load<i32>(at, 4);
      const kind = <u8>load<i32>(at, 8);
      if ((kind & STATE) == CONTESTED) {
        mixed(order, start, end, top, bottom, weight, (kind & BEFORE) != 0, words, past, out);
        continue;
      }
      const to = out + 4 * <usize>(order.mirrored ? order.frameWidth - end : start);
      if (kind != SOLID) {
        if (!order.behind) memory.fill(to, 0, 4 * <usize>(end - start));
      } else if (order.mirrored) turned(words + 4 * <usize>start, end - start, to);
      else memory.copy(to, words + 4 * <usize>start, 4 * <usize>(end - start));
    }
  }
}

/** What is behind, in a row, where anything of it may be seen; a few words more, over which what is in front is laid afterwards. */
function underlay(order: MatteOrder, used: i32, top: i32, weight: f32, out: usize): void {
  for (let span = 0; span < used; span += 1) {
    const start = load<i32>(order.spans + 12 * <usize>span);
    while (span < used && load<i32>(order.spans + 12 * <usize>span, 8) != SOLID) span += 1;
    const end = span < used ? load<i32>(order.spans + 12 * <usize>span) : order.frameWidth;
    if (start == end) continue;
    const from = order.mirrored ? order.frameWidth - end : start;
    lineBetween(order, top, weight, from, from + end - start, out);
  }
}

/** Joins the runs of a row of cells that need no work; one in doubt stays by itself. */
function findSpans(order: MatteOrder, top: i32, bottom: i32): i32 {
  const upper = order.states + <usize>(top * order.width);
  const lower = order.states + <usize>(bottom * order.width);
  let used = 0;
  let joined: i32 = -1;
  for (let run = 0; run < order.runCount; run += 1) {
    const start = load<i32>(order.runs + 4 * <usize>run);
    const end = load<i32>(order.runs + 4 * <usize>(run + 1));
    const left = <usize>load<i32>(order.lowX + 4 * <usize>start);
    const right = <usize>load<i32>(order.highX + 4 * <usize>start);
    const four: u32 =
      load<u8>(upper + left) |
      ((<u32>load<u8>(upper + right)) << 8) |
      ((<u32>load<u8>(lower + left)) << 16) |
      ((<u32>load<u8>(lower + right)) << 24);
    let kind: i32 = four & 0x02020202 ? CONTESTED : four & 0x01010101 ? SOLID : CLEAR;
    if (kind == CONTESTED && four & 0x04040404) kind |= BEFORE;
    if (kind == joined && kind < <i32>CONTESTED) {
      store<i32>(order.spans + 12 * <usize>used - 8, end);
      continue;
    }
    const at = order.spans + 12 * <usize>used;
    store<i32>(at, start);
    store<i32>(at, end, 4);
    store<i32>(at, kind, 8);
    used += 1;
    joined = kind;
  }
  return used;
}

/** The pixels between four cells. */
function mixed(
  order: MatteOrder,
  start: i32,
  end: i32,
  top: i32,
  bottom: i32,
  weight: v128,
  remembers: bool,
  words: usize,
  past: usize,
  out: usize,
): void {
  const left = load<i32>(order.lowX + 4 * <usize>start);
  const right = load<i32>(order.highX + 4 * <usize>start);
  const a = order.cells + 48 * <usize>(top * order.width + left);
  const b = order.cells + 48 * <usize>(top * order.width + right);
  const c = order.cells + 48 * <usize>(bottom * order.width + left);
  const d = order.cells + 48 * <usize>(bottom * order.width + right);
  const line = between(a, c, 0, weight);
  const front = between(a, c, 16, weight);
  const behind = between(a, c, 32, weight);
  const lineGrowth = f32x4.sub(between(b, d, 0, weight), line);
  const frontGrowth = f32x4.sub(between(b, d, 16, weight), front);
  const behindGrowth = f32x4.sub(between(b, d, 32, weight), behind);
  const one = f32x4.splat(1);
  for (let x = start; x < end; x += 1) {
    const at: usize = 4 * <usize>x;
    const fx = f32x4.splat(load<f32>(order.weightX + at));
    const f = f32x4.add(front, f32x4.mul(frontGrowth, fx));
    let picture = channels(load<u32>(words + at));
    if (remembers) {
      const keep = f32x4.splat(f32x4.extract_lane(f, 3));
      picture = f32x4.add(picture, f32x4.mul(keep, f32x4.sub(channels(load<u32>(past + at)), picture)));
    }
    const seen = word(picture);
    store<u32>(past + at, seen);
    const own = f32x4.add(line, f32x4.mul(lineGrowth, fx));
    const product = f32x4.mul(own, f32x4.replace_lane(picture, 3, 1));
    const halves = f32x4.add(product, v128.shuffle<u32>(product, product, 2, 3, 0, 1));
    const opacity: f32 = min<f32>(1, max<f32>(0, f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1)));
    const byte = <u32>(opacity * 255 + 0.5);
    const to = out + 4 * <usize>(order.mirrored ? order.frameWidth - 1 - x : x);
    if (byte == 0 || byte == 255) {
      if (byte || !order.behind) store<u32>(to, byte ? seen : 0);
      continue;
    }
    const share = f32x4.splat(opacity);
    const rest = f32x4.sub(one, share);
    const g = f32x4.add(behind, f32x4.mul(behindGrowth, fx));
    const missed = f32x4.sub(picture, f32x4.add(f32x4.mul(f, share), f32x4.mul(g, rest)));
    const pull = opacity / (opacity * opacity + (1 - opacity) * (1 - opacity));
    const colour = f32x4.add(f, f32x4.mul(missed, f32x4.splat(pull)));
    if (order.behind) {
      const under = channels(load<u32>(to));
      // a colour is none outside of what a byte holds
      const own = f32x4.min(f32x4.splat(255), f32x4.max(f32x4.splat(0), colour));
      store<u32>(to, word(f32x4.add(under, f32x4.mul(f32x4.sub(own, under), share))) | 0xff000000);
    } else store<u32>(to, (word(colour) & 0x00ffffff) | (byte << 24));
  }
}

/** One pixel's R, G, B and A, 0 to 255. */
function channels(pixel: u32): v128 {
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(pixel))));
}

function word(colour: v128): u32 {
  const bytes = i32x4.trunc_sat_f32x4_s(f32x4.add(colour, f32x4.splat(0.5)));
  const narrow = i16x8.narrow_i32x4_s(bytes, bytes);
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0);
}

/** A vector of two cells above one another, as far between them as the row is. */
function between(upper: usize, lower: usize, offset: usize, weight: v128): v128 {
  const first = v128.load(upper + offset);
  return f32x4.add(first, f32x4.mul(f32x4.sub(v128.load(lower + offset), first), weight));
}

/** Words in the opposite order. */
function turned(words: usize, count: i32, out: usize): void {
  let from = words + 4 * <usize>count;
  let to = out;
  let left = count;
  for (; left >= 4; left -= 4) {
    from -= 16;
    const four = v128.load(from);
    v128.store(to, v128.shuffle<u32>(four, four, 3, 2, 1, 0));
    to += 16;
  }
  for (; left > 0; left -= 1) {
    from -= 4;
    store<u32>(to, load<u32>(from));
    to += 4;
  }
}
