import type { StreamFrame } from '../platform/stream-frame.ts';

/** The street's classes, in CamVid's order: a class id of its label map is an index into this list. */
export const STREET_CLASSES = [
  'sky',
  'building',
  'pole',
  'road',
  'pavement',
  'tree',
  'sign',
  'fence',
  'car',
  'pedestrian',
  'bicyclist',
] as const;

export type StreetClass = (typeof STREET_CLASSES)[number];

/** What is driven along. */
export type StreetRoad = 'town' | 'motorway';

export interface StreetOptions {
  /** Any integer; the same seed gives the same town, weather, camera and traffic. */
  readonly seed: number;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Default: a town's streets. */
  readonly road?: StreetRoad;
  /** Smooth edges in the picture. Default: where a GPU does it; without one it costs more than all the rest. */
  readonly antialias?: boolean;
}

export interface StreetFrame {
  /** The picture; whoever receives it closes it. A video frame's timestamp is `seconds` in microseconds. */
  readonly frame: StreamFrame;
  /** height × width class ids, row-major, top row first; null where none were asked for. */
  readonly labels: Uint8Array<ArrayBuffer> | null;
  /**
   * height × width, alike: 0 or the id of the car, pedestrian or bicyclist that a pixel belongs to. An id is one thing's as
   * long as it is in view; null as `labels` is.
   */
  readonly instances: Uint16Array<ArrayBuffer> | null;
  /** The time on the drive that was asked for. */
  readonly seconds: number;
}

/** What the street's worker exposes. One drive is open at a time. */
export interface StreetApi {
  /**
   * Builds the scene; a drive that is open already is closed first.
   *
   * @throws Error with `code` 'street-unavailable' where WebGL2 cannot be had.
   */
  open(options: StreetOptions): Promise<void>;
  /** The drive at a time in seconds, in any order; the frame and the labels' buffers are transferred. */
  render(seconds: number, withLabels: boolean): Promise<StreetFrame>;
  /** Frees the WebGL resources; twice is harmless. */
  close(): Promise<void>;
}
