import type { Reply } from '../core/errors/errors.ts';
import type { ModelManifest } from '../core/manifest/manifest.ts';
import type { OpenOptions } from './live.ts';

/** Which network is looked into. */
export interface MapsOptions {
  /** A manifest's absolute address, or the manifest itself. */
  readonly model: string | ModelManifest;
  readonly assets: string;
  readonly wasm: OpenOptions['wasm'];
}

/** What a network holds of a picture at one depth. */
export interface DepthMaps {
  /** Pixels of the network's input from one place to the next. */
  readonly stride: number;
  /** Places. */
  readonly width: number;
  /** Places. */
  readonly height: number;
  /** As many as the network has at this depth. */
  readonly channels: number;
  /** Those in which most is going on: which, and height × width bytes from its least value to its greatest. */
  readonly shown: readonly { readonly channel: number; readonly values: Uint8Array<ArrayBuffer> }[];
}

/** A worker that runs one network and hands out what it computes on the way. */
export interface MapsApi {
  /** @returns the strides of the depths that it will give */
  open(options: MapsOptions): Promise<Reply<readonly number[]>>;
  /** @param count so many channels of each depth */
  look(picture: ImageData, count: number): Promise<Reply<readonly DepthMaps[]>>;
}
