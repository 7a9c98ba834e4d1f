import { createSegmenter } from '../../node.ts';
import { inferenceTime } from './inference-time.ts';

/** Opens a model and labels a picture with it. @throws PerPixelError that says what is wrong */
export async function checkModel(manifest: string, json: boolean): Promise<void> {
  const segmenter = await createSegmenter({ model: manifest, backend: 'cpu' });
  try {
    const { id, task, licence, classes, sha256 } = segmenter.model;
    const { milliseconds: inference, note } = await inferenceTime(segmenter);
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
