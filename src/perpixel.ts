export { createSegmenter } from './segmenter.ts';
export type { Segmentation, Segmenter, SegmenterOptions, SegmentOptions } from './segmenter.ts';
export type { Frame } from './frame-input.ts';
export { PerPixelError, type ErrorCode } from './shared/errors.ts';
export type { ModelClass, ModelManifest, ModelSpec } from './shared/manifest.ts';
export type { LatencyReport, Percentiles, Stage, StageTimings } from './shared/metrics.ts';
export type { Backend, BackendChoice, OutputKind, Overlay, Progress } from './shared/protocol.ts';
export type { RefineOptions } from './shared/refine.ts';
