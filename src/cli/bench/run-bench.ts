import { availableParallelism, cpus } from 'node:os';
import { STAGES } from '../../core/metrics/metrics.ts';
import { createSegmenter } from '../../node.ts';
import type { BenchFlags } from './flags.ts';

const [WIDTH, HEIGHT] = [1280, 720];

/** Labels one picture of 720p again and again, one frame at a time, and says what the stages took. */
export async function runBench({ model, backend, seconds, json }: BenchFlags): Promise<void> {
  const segmenter = await createSegmenter({ model, backend });
  try {
    const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT).map((_, i) => (i % 4 === 3 ? 255 : (i * 31) >> 6));
    const frame = { data, width: WIDTH, height: HEIGHT };
    const end = performance.now() + 1000 * seconds;
    do await segmenter.segment(frame);
    while (performance.now() < end);
    const { stages, total, frames } = segmenter.stats();
    const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'CPU'}`;
    if (json) {
      console.log(
        JSON.stringify({ model: segmenter.model.id, backend: segmenter.backend, machine, frames, stages, total }),
      );
      return;
    }
    console.log(`${segmenter.model.id} on ${machine}, ${WIDTH} × ${HEIGHT}, ${frames} frames one after the other`);
    console.log(segmenter.reason);
    for (const stage of [...STAGES, 'total'] as const) {
      const { p50, p95 } = stage === 'total' ? total : stages[stage];
      if (p95 > 0) console.log(`${stage.padEnd(12)} ${p50.toFixed(1).padStart(7)} ms   95 % below ${p95.toFixed(1)}`);
    }
    console.log(
      `${(1000 / total.p50).toFixed(1)} frames a second; “label” runs one thread a core beside one another, which gives more`,
    );
  } finally {
    segmenter.close();
  }
}
