import {
  BlobSource,
  BufferTarget,
  Conversion,
  Input,
  MpegTsInputFormat,
  Mp4OutputFormat,
  Output,
  UrlSource,
} from 'mediabunny';

/** What is put together in memory, bytes. */
const LARGEST = 2 ** 30;

/** An MP4 with the pictures of a transport stream, as they are: nothing is decoded. null: there are none that it takes. */
export async function remux(file: Blob | string): Promise<Blob | null> {
  const source = typeof file === 'string' ? new UrlSource(file) : new BlobSource(file);
  const size = await source.getSizeOrNull();
  if (size === null || size > LARGEST) return null;
  const input = new Input({ formats: [new MpegTsInputFormat()], source });
  try {
    const target = new BufferTarget();
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
    const conversion = await Conversion.init({ input, output, audio: { discard: true }, showWarnings: false });
    if (!conversion.isValid) return null;
    await conversion.execute();
    return target.buffer && new Blob([target.buffer], { type: 'video/mp4' });
  } finally {
    input.dispose();
  }
}
