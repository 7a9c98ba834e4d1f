import { writeInstances } from '../../core/instances/instance-words.ts';
import type { AnalysisClient } from '../../video/analysis-client.ts';
import type { Batch } from '../../protocol/video.ts';
import type { LiveSeries } from './live-series.ts';
import { PaceMeter, type Pace } from './pace.ts';

interface PassWatch {
  /** Seconds. */
  readonly duration: number;
  /** Asked after each batch. */
  going(): boolean;
  /** The series has what the batch brought. The pace is null while it is unknown. */
  onBatch(batch: Batch, pace: Pace | null): void;
}

/** Has the frames analysed that a series does not know yet, to the end or as long as it is to go on. */
export async function fillSeries(client: AnalysisClient, series: LiveSeries, watch: PassWatch): Promise<void> {
  const missing = series.frames.filter((_, place) => !series.has(place));
  const meter = new PaceMeter();
  const spacing = watch.duration / Math.max(1, series.frames.length);
  await client.begin({ frames: missing, labels: false, before: series.things?.recent ?? [] });
  for (let done = missing.length === 0; !done && watch.going();) {
    const batch = await client.take();
    for (const { index, figures, found, timestamp, width, height } of batch.frames) {
      series.set(index, figures);
      const words = writeInstances(found?.instances ?? []);
      series.things?.add({ index, timestamp, pixels: width * height, words });
    }
    for (const index of batch.lost) series.set(index, null);
    watch.onBatch(batch, meter.add(series.filled, series.frames.length, spacing));
    ({ done } = batch);
  }
}
