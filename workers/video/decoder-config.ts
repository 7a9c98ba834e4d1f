import { EncodedPacketSink, type EncodedPacket, type InputVideoTrack } from 'mediabunny';
import { coloured } from './hd-colours.ts';
import { vp9Codec } from './vp9-codec.ts';

export interface Decodable {
  readonly config: VideoDecoderConfig;
  /** null: frames come out; else what the decoder said of the first ones. */
  readonly failure: unknown;
}

/** Key packets that are tried before a file is given up: the first one may be damaged. */
const TRIES = 2;

/**
 * How to decode a track. The browser's decoder decides, by decoding: what a file calls its codec may be wrong (recorders write
 * VP9 of level 0, which is none), and a decoder may take a codec's name and none of its frames.
 * @returns null where the browser knows no such codec
 */
export async function decoderConfig(track: InputVideoTrack): Promise<Decodable | null> {
  const declared = await track.getDecoderConfig();
  if (!declared) return null;
  const keys = await firstKeys(new EncodedPacketSink(track));
  let known: Decodable | null = null;
  for (const config of await candidates(declared, keys[0])) {
    if (!(await isKnown(config))) continue;
    const failure = await trial(config, keys);
    if (failure === null) return { config, failure };
    known ??= { config, failure };
  }
  return known;
}

/** As the file says, then as its frames say. */
async function candidates(
  declared: VideoDecoderConfig,
  key: EncodedPacket | undefined,
): Promise<readonly VideoDecoderConfig[]> {
  const { codedWidth = 0, codedHeight = 0 } = declared;
  const own = key && declared.codec.startsWith('vp09') ? vp9Codec(key.data, codedWidth * codedHeight) : null;
  // a colour space that the decoder does not know is worse than none
  const { colorSpace: _, ...plain } = declared;
  // with its parameter sets beside it HEVC has another name, which some decoders insist on
  const named = own ?? (declared.description ? declared.codec.replace(/^hev1/, 'hvc1') : declared.codec);
  const repaired = named === declared.codec ? [] : [{ ...declared, codec: named }];
  return [...(coloured(declared) ?? []), declared, ...repaired, plain];
}

async function isKnown(config: VideoDecoderConfig): Promise<boolean> {
  // a string that is no codec's may throw
  return VideoDecoder.isConfigSupported(config).then(
    ({ supported }) => supported === true,
    () => false,
  );
}

/** @returns null where a frame came, or nothing can be said; else the decoder's reason */
async function trial(config: VideoDecoderConfig, keys: readonly EncodedPacket[]): Promise<unknown> {
  let failure: unknown = null;
  for (const key of keys) {
    failure = await decodeOne(config, key);
    if (failure === null) return null;
  }
  return failure;
}

async function decodeOne(config: VideoDecoderConfig, key: EncodedPacket): Promise<unknown> {
  let failure: unknown = null;
  const decoder = new VideoDecoder({ output: (frame) => frame.close(), error: (error) => (failure ??= error) });
  try {
    decoder.configure(config);
    decoder.decode(key.toEncodedVideoChunk());
    await decoder.flush();
  } catch (error) {
    failure ??= error;
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
  return failure;
}

/** What cannot be read of them is met again, and reported, when frames are decoded. */
async function firstKeys(packets: EncodedPacketSink): Promise<EncodedPacket[]> {
  const keys: EncodedPacket[] = [];
  try {
    let key = await packets.getFirstKeyPacket({ verifyKeyPackets: true });
    while (key && keys.length < TRIES) {
      keys.push(key);
      key = await packets.getNextKeyPacket(key, { verifyKeyPackets: true });
    }
  } catch {
    // cut off
  }
  return keys;
}
