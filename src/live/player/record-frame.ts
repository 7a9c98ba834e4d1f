import type { LatencyRecorder } from '../../core/metrics/metrics.ts';
import type { FrameReport } from '../../protocol/live.ts';

/** What a frame's report says of its speed. */
export function recordFrame(recorder: LatencyRecorder, report: FrameReport): void {
  // as the worker's clock has it: a busy page hears of its frames in bursts
  const drawn = report.drawn - performance.timeOrigin;
  recorder.record(report.timings, drawn, report.glassToGlass);
  recorder.sampled(report.sampled, drawn);
  recorder.note = report.note;
  recorder.quality = report.quality;
  recorder.timedBy = report.timedBy;
  recorder.drop(report.dropped);
  recorder.drop(report.failed, 'failed');
  recorder.moved(report.moves.copies, report.moves.readbacks);
}
