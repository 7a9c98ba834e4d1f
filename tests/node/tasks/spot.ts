import * as v from 'valibot';
import { BASE_ENTRIES, completeInput, LABEL_ENTRIES } from '../../../src/core/manifest/base-schema.ts';
import type { BaseSpec } from '../../../src/core/manifest/base.ts';
import { defineTask } from '../../../src/core/manifest/define-task.ts';
import { Name } from '../../../src/core/manifest/words.ts';
import { classLayer } from '../../../src/core/labels/label-layer.ts';
import type { Scores } from '../../../src/core/labels/scores.ts';
import { checkPicture, numbersOf } from '../../../workers/tasks/ports.ts';
import type { Task } from '../../../workers/tasks/task.ts';

/** A task that no model of ours has: besides a class for each pixel it finds where its class is surest, and counts its pixels. */
interface SpotSpec extends BaseSpec {
  readonly task: 'spot';
  readonly head: string;
  /** The class whose surest place is looked for. */
  readonly of: number;
}

interface Peak {
  /** The pixel of the grid that is surest. */
  readonly at: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  /** 1 where the spot is, else 0. */
  readonly map: Uint8Array<ArrayBuffer>;
  /** Pixels of the class, and how many frames of the stream have had one. */
  readonly count: number;
  readonly frames: number;
}

const SpotSchema = v.strictObject({
  ...BASE_ENTRIES,
  task: v.literal('spot'),
  head: Name,
  of: v.pipe(v.number(), v.integer()),
  ...LABEL_ENTRIES,
});

export const SPOT = defineTask({
  schema: SpotSchema,
  complete: ({ input, ...rest }): SpotSpec => ({ ...rest, input: completeInput(input) }),
  outputs: ['confidence', 'spot'],
  columns: { kinds: ['pixels', 'frames'], names: ({ classes, of }) => [`pixels:${classes[of]?.name}`, 'frames:seen'] },
});

export const spot: Task<SpotSpec, Peak, Spot> = {
  reads: ({ head }) => [{ name: head, whole: false }],
  checkPorts({ inputs, outputs }, { input, head }) {
    checkPicture(inputs, input);
    numbersOf(outputs, head, 'scores');
  },
  decode({ head, of }, tensors) {
    const { data, dims } = tensors[head]!;
    const [, classes = 0, height = 0, width = 0] = dims;
    const [plane, floats] = [width * height, data as Float32Array];
    const scores: Scores = {
      width,
      height,
      classes,
      kind: 'logits',
      data: floats,
      classStride: plane,
      pixelStride: 1,
    };
    const own = floats.subarray(of * plane, (of + 1) * plane);
    return { scores, extra: { at: own.indexOf(Math.max(...own)) } };
  },
  averagingObstacle: () => null,
  createResults({ of }) {
    let frames = 0;
    return {
      of({ scores, placement, size, counts }, { at }, seconds) {
        const count = counts[of]!;
        frames = (seconds === null ? 0 : frames) + Number(count > 0);
        const x = Math.floor((((at % scores.width) - placement.x) * size.width) / placement.width);
        const y = Math.floor(((Math.floor(at / scores.width) - placement.y) * size.height) / placement.height);
        const map = new Uint8Array(size.width * size.height);
        map[y * size.width + x] = 1;
        return { x, y, map, count, frames };
      },
      reset: () => void (frames = 0),
    };
  },
  outputs: SPOT.outputs,
  maps: ({ result }, wanted): object => ((wanted as readonly string[]).includes('spot') ? { spotMap: result.map } : {}),
  found: ({ x, y }): object => ({ spot: { x, y } }),
  columns: ({ result: { count, frames } }) => [count, frames],
  createLayer({ classes }) {
    const plain = classLayer(classes);
    return { ...plain, map: ({ labels, result: { map } }) => labels.map((id, at) => (map[at] ? classes.length : id)) };
  },
};
