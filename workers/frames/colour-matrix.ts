/** How luma and chroma become red, green and blue, as `planesToWords` takes it. */
export type ColourMatrix = Int16Array<ArrayBuffer>;

/** What a frame says of its colours; null or absent where it does not know. */
export interface FrameColours {
  readonly matrix: string | null;
  readonly fullRange: boolean | null;
}

/** How much red and blue weigh in luma, by the names that WebCodecs gives the standards. */
const WEIGHTS: Readonly<Record<string, readonly [red: number, blue: number]>> = {
  bt709: [0.2126, 0.0722],
  smpte170m: [0.299, 0.114],
  bt470bg: [0.299, 0.114],
  'bt2020-ncl': [0.2627, 0.0593],
};

/** A weight of 1. */
const ONE = 8192;
/** Chroma's weights are whole numbers of these and at most 2, as in the browsers' own conversion (libyuv): pictures are alike whoever converts them. */
const STEP = ONE / 64;
const LARGEST = 2 * ONE;

/**
 * Where a frame does not know its colours they are taken as browsers take them: SD video (BT.601), of limited range.
 */
export function colourMatrix({ matrix, fullRange }: FrameColours): ColourMatrix {
  const [red, blue] = WEIGHTS[matrix ?? ''] ?? WEIGHTS['smpte170m']!;
  const green = 1 - red - blue;
  const chroma = fullRange ? 1 : 255 / 224;
  const redV = 2 * (1 - red) * chroma;
  const blueU = 2 * (1 - blue) * chroma;
  return Int16Array.of(
    fullRange ? 0 : 16,
    Math.round((fullRange ? 1 : 255 / 219) * ONE),
    weight(redV),
    weight((-blueU * blue) / green),
    weight((-redV * red) / green),
    weight(blueU),
  );
}

function weight(value: number): number {
  return Math.min(LARGEST, Math.round((value * ONE) / STEP) * STEP);
}
