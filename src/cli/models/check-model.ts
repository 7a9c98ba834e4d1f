import { createSegmenter } from '../../node.ts';

/** Frames that are timed. */
const FRAMES = 5;

/** Opens a model and labels a picture with it. @throws PerPixelError that says what is wrong */
export async function checkModel(manifest: string, json: boolean): Promise<void> {
  const segmenter = await createSegmenter({ model: manifest, backend: 'cpu' });
  try {
    const { id, task, licence, classes, sha256 } = segmenter.model;
    const [width, height] = [640, 360];
    const data = new Uint8ClampedArray(4 * width * height).map((_, i) => (i % 4 === 3 ? 255 : (i * 31) >> 5));
    let note: string | null = null;
    for (let i = 0; i < FRAMES; i += 1) ({ note } = await segmenter.segment({ data, width, height }));
    const inference = segmenter.stats().stages.inference.p50;
    if (json) console.log(JSON.stringify({ id, task, licence, sha256, classes: classes.length, inference, note }));
    else {
      const things = classes.filter(({ thing }) => thing).length;
      console.log(
        `${id} works: ${task}, ${classes.length} classes${things > 0 ? `, ${things} of things` : ''}, ${licence}`,
      );
      console.log(`SHA-256 ${sha256}\n${inference.toFixed(1)} ms a frame in the network, on the processor`);
      if (note !== null) console.log(note);
    }
  } finally {
    segmenter.close();
  }
}
