import { can, type Capability } from './capabilities.ts';
import { PerPixelError, type ErrorCode } from '../core/errors/errors.ts';

interface Need {
  /** What it is and what for. */
  readonly what: string;
  /** Which have it, from which version on; our code itself needs no older ones. */
  readonly browsers: string;
  /** Browsers have it on secure pages only. */
  readonly secure?: boolean;
  /** Where a visitor may have turned it off. */
  readonly settings?: string;
}

/** What a browser must have for some of the work, where there is no other way. */
const NEEDS = {
  workers: {
    what: 'web workers, in which everything is labelled',
    browsers: 'Chrome or Edge 110, Firefox 115, Safari 16.4',
  },
  webAssembly: {
    what: 'WebAssembly with SIMD, in which models run',
    browsers: 'Chrome or Edge 110, Firefox 115, Safari 16.4',
    settings: 'allow it, where Lockdown Mode, a security setting or a policy turns it off',
  },
  offscreenCanvas: {
    what: 'OffscreenCanvas, on which pictures are drawn away from the page',
    browsers: 'Chrome or Edge 110, Firefox 115, Safari 16.4',
  },
  imageBitmap: {
    what: 'createImageBitmap and VideoFrame, of which frames are made',
    browsers: 'Chrome or Edge 110, Firefox 130, Safari 16.4',
  },
  videoFrame: {
    what: 'VideoFrame, as which the frames of a video are decoded',
    browsers: 'Chrome or Edge 110, Firefox 130 (on a computer), Safari 16.4',
  },
  videoDecoder: {
    what: 'VideoDecoder, which decodes the frames of a video one by one',
    browsers: 'Chrome or Edge 110, Firefox 130 (on a computer), Safari 16.4',
    secure: true,
  },
  videoEncoder: {
    what: 'VideoEncoder, which writes a video',
    browsers: 'Chrome or Edge 110, Firefox 130 (on a computer), Safari 16.4',
    secure: true,
  },
} satisfies Partial<Record<Capability, Need>>;

/** What nothing is labelled without. */
const ESSENTIAL = ['workers', 'webAssembly', 'offscreenCanvas'] as const;

/** What this browser lacks of what every picture needs; null: nothing. */
export function essentialLack(): PerPixelError | null {
  const lacking = ESSENTIAL.find((each) => !can(each));
  return lacking ? unsupported(lacking) : null;
}

/** What works where there is no canvas in a worker. */
export const WITHOUT_CANVAS = 'The function segment() works all the same.';

/**
 * What this browser lacks and what to do about it.
 * @param still a sentence: what works all the same
 */
export function unsupported(
  capability: keyof typeof NEEDS,
  still = '',
  code: ErrorCode = 'browser-unsupported',
): PerPixelError {
  const { what, browsers, secure, settings }: Need = NEEDS[capability];
  const remedy =
    secure && !can('secureContext')
      ? 'Open this page over HTTPS or from localhost: browsers offer it to secure pages only.'
      : `Use ${browsers}, or a newer one${settings ? `, or ${settings}` : ''}.`;
  return new PerPixelError(code, `This browser has no ${what}.`, [remedy, still].filter(Boolean).join(' '));
}
