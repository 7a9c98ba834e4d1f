import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as NodeAv from 'node-av';
import { peer } from '../../src/threads/peer.ts';

export type Av = typeof NodeAv;

const SERVER = '@mediabunny/server';

let loading: Promise<Av> | null = null;

/**
 * FFmpeg's libraries, as `@mediabunny/server` brings them along.
 * @throws PerPixelError `video-unsupported` where it is not installed
 */
export function loadAv(): Promise<Av> {
  return (loading ??= peer(load, { name: SERVER, code: 'video-unsupported', what: 'A video in Node' }));
}

async function load(): Promise<Av> {
  const beside = createRequire(createRequire(import.meta.url).resolve(SERVER));
  const av = (await import(pathToFileURL(beside.resolve('node-av')).href)) as Av;
  // what goes wrong is thrown as well
  av.Log.setLevel(av.AV_LOG_QUIET);
  return av;
}

/** FFmpeg's decoder of each codec, by the name that it has here. */
export function codecOf(av: Av, codec: string): NodeAv.Codec | null {
  const id = {
    avc: av.AV_CODEC_ID_H264,
    hevc: av.AV_CODEC_ID_HEVC,
    vp8: av.AV_CODEC_ID_VP8,
    vp9: av.AV_CODEC_ID_VP9,
    av1: av.AV_CODEC_ID_AV1,
    prores: av.AV_CODEC_ID_PRORES,
  }[codec];
  return id === undefined ? null : av.Codec.findDecoder(id);
}
