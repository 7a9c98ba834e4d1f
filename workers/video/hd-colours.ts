/** From this height on films are in HD's colours (BT.709) where they do not say; below, in SD's (BT.601). */
const HD = 720;

/**
 * With the colours that video elements and other browsers' decoders take where an H.264 file says nothing; Chromium's decoder
 * takes SD's whatever the size. What the stream itself says counts more. Null: there is nothing to add.
 */
export function coloured(declared: VideoDecoderConfig): [VideoDecoderConfig] | null {
  const { codec, codedHeight = 0, colorSpace } = declared;
  if (!codec.startsWith('avc') || colorSpace?.matrix || codedHeight < HD) return null;
  const fullRange = colorSpace?.fullRange ?? false;
  return [{ ...declared, colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange } }];
}
