import type { Backend } from '../protocol.ts';
import type { RefineOptions } from '../refine.ts';
import type { Every } from './every.ts';
import type { VideoInfo } from './video-info.ts';

/** What an analysis found, and what it takes to do it again. */
export interface Findings {
  /** Version of perpixel. */
  readonly version: string;
  readonly video: VideoInfo;
  readonly model: {
    readonly id: string;
    readonly sha256: string;
    readonly licence: string;
    readonly classes: readonly { readonly id: number; readonly name: string }[];
  };
  readonly options: {
    readonly every: Every;
    readonly refine: RefineOptions | false;
    readonly backend: Backend;
  };
  readonly frames: readonly FrameShares[];
  /** Indices of frames that could not be decoded. */
  readonly lost: readonly number[];
}

/** A frame's figures. */
export interface FrameShares {
  /** Counts from 0 in the order of showing. */
  readonly index: number;
  /** Seconds. */
  readonly timestamp: number;
  /** By class id: its share of the pixels; sums to 1. */
  readonly shares: Float32Array;
}

/** A line a frame: index, seconds, and each class's share (RFC 4180, lines end in a line feed). */
export function toCsv({ model, frames }: Findings): string {
  const names = model.classes.map(({ name }) => quoted(name));
  const lines = frames.map(({ index, timestamp, shares }) =>
    [index, seconds(timestamp), ...Array.from(shares, share)].join(','),
  );
  return `${[['frame', 'seconds', ...names].join(','), ...lines].join('\n')}\n`;
}

/** The findings as plain values for `JSON.stringify`. */
export function toPlain({ version, video, model, options, frames, lost }: Findings): Record<string, unknown> {
  const { id, sha256, licence } = model;
  return {
    perpixel: version,
    video: { ...video },
    model: { id, sha256, licence, classes: model.classes.map(({ name }) => name) },
    options: { ...options },
    lost: [...lost],
    frames: frames.map(({ index, timestamp, shares }) => ({
      index,
      timestamp: seconds(timestamp),
      shares: Array.from(shares, share),
    })),
  };
}

/** Microseconds are as fine as containers get in practice. */
function seconds(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Seven digits: more than a float of 32 bits knows. */
function share(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
