import { exp } from './vector-math';

/** Pixels that are worked on at once: a line of the cache. */
const BLOCK = 16;

/**
 * Scores that lie pixel by pixel as planes.
 * @param classStep,pixelStep bytes from one class or pixel to the next
 * @param pitch bytes from one plane to the next
 */
export function toPlanes(
  scores: usize,
  classStep: usize,
  pixelStep: usize,
  classes: i32,
  count: i32,
  planes: usize,
  pitch: usize,
): void {
  for (let first = 0; first < count; first += BLOCK) {
    const end = min(count, first + BLOCK);
    for (let c: usize = 0; c < <usize>classes; c += 1) {
      const plane = planes + c * pitch;
      for (let i: usize = first; i < <usize>end; i += 1) {
        store<f32>(plane + 4 * i, load<f32>(scores + c * classStep + i * pixelStep));
      }
    }
  }
}

/**
 * Planes of logits become planes of probabilities, where they lie.
 * @param pitch bytes from one plane to the next; what lies behind the last pixel up to a multiple of sixteen is overwritten
 */
export function softmax(planes: usize, pitch: usize, classes: i32, count: i32): void {
  const end = planes + <usize>classes * pitch;
  for (let first = 0; first < count; first += BLOCK) {
    const begin: usize = 4 * <usize>first;
    let a = v128.load(planes + begin);
    let b = v128.load(planes + begin, 16);
    let c = v128.load(planes + begin, 32);
    let d = v128.load(planes + begin, 48);
    for (let at = planes + begin + pitch; at < end + begin; at += pitch) {
      a = f32x4.max(a, v128.load(at));
      b = f32x4.max(b, v128.load(at, 16));
      c = f32x4.max(c, v128.load(at, 32));
      d = f32x4.max(d, v128.load(at, 48));
    }
    let sumA = f32x4.splat(0);
    let sumB = sumA;
    let sumC = sumA;
    let sumD = sumA;
    for (let at = planes + begin; at < end + begin; at += pitch) {
      const ea = exp(f32x4.sub(v128.load(at), a));
      const eb = exp(f32x4.sub(v128.load(at, 16), b));
      const ec = exp(f32x4.sub(v128.load(at, 32), c));
      const ed = exp(f32x4.sub(v128.load(at, 48), d));
      v128.store(at, ea);
      v128.store(at, eb, 16);
      v128.store(at, ec, 32);
      v128.store(at, ed, 48);
      sumA = f32x4.add(sumA, ea);
      sumB = f32x4.add(sumB, eb);
      sumC = f32x4.add(sumC, ec);
      sumD = f32x4.add(sumD, ed);
    }
    const one = f32x4.splat(1);
    sumA = f32x4.div(one, sumA);
    sumB = f32x4.div(one, sumB);
    sumC = f32x4.div(one, sumC);
    sumD = f32x4.div(one, sumD);
    for (let at = planes + begin; at < end + begin; at += pitch) {
      v128.store(at, f32x4.mul(v128.load(at), sumA));
      v128.store(at, f32x4.mul(v128.load(at, 16), sumB), 16);
      v128.store(at, f32x4.mul(v128.load(at, 32), sumC), 32);
      v128.store(at, f32x4.mul(v128.load(at, 48), sumD), 48);
    }
  }
}
