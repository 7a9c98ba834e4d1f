/** Luma samples of a picture that a level allows at most (VP9 Levels, webmproject.org/vp9/levels). */
const LEVELS: readonly (readonly [level: string, samples: number])[] = [
  ['10', 36_864],
  ['11', 73_728],
  ['20', 122_880],
  ['21', 245_760],
  ['30', 552_960],
  ['31', 983_040],
  ['40', 2_228_224],
  ['50', 8_912_896],
  ['60', 35_651_584],
];

/**
 * The codec string of a VP9 stream, as its first key frame has it: profile and depth stand in the uncompressed header
 * (VP9 bitstream specification, 6.2), the level follows from the size.
 * @param samples width × height
 * @returns null where this is no VP9 key frame
 */
export function vp9Codec(frame: Uint8Array, samples: number): string | null {
  let at = 0;
  const bits = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i += 1, at += 1) value = value * 2 + (((frame[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
  if (bits(2) !== 2) return null;
  const low = bits(1);
  const profile = low + 2 * bits(1);
  if (profile === 3) bits(1);
  // an existing frame is shown again; or it is no key frame
  if (bits(1) === 1 || bits(1) === 1) return null;
  bits(2);
  if (bits(24) !== 0x498342) return null;
  const depth = profile < 2 ? '08' : bits(1) === 1 ? '12' : '10';
  const level = LEVELS.find(([, most]) => samples <= most)?.[0] ?? '62';
  return `vp09.0${profile}.${level}.${depth}`;
}
