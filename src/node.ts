export { createSegmenter } from './node/segmenter.ts';
export type {
  NodeLatencyReport as LatencyReport,
  Segmentation,
  Segmenter,
  SegmenterOptions,
} from './node/segmenter.ts';
export type { MapSize, SegmentOptions } from './core/options/segment-options.ts';
export type { SegmentAllOptions } from './core/batch/segment-all.ts';
export type { MapType } from './core/labels/score-maps.ts';
export type { GivenMaps } from './core/labels/map-memory.ts';
export { analyzeFrames, analyzeVideo, prepareAnalysis } from './node/analyze.ts';
export type {
  AnalyzeFramesOptions,
  AnalyzeOptions,
  FrameStream,
  OpenedAnalysis,
  PrepareOptions,
} from './node/analyze.ts';
export type { NodeVideo as Video } from './node/video-of.ts';
export { annotateVideo, type AnnotatedFrame, type AnnotateOptions } from './node/annotate.ts';
export type { NodeFrame as Frame } from './node/frame.ts';
export type { RawFrame } from './protocol/threads.ts';
export type { Analysis, FrameAnalysis } from './core/analysis/analysis.ts';
export type { Every } from './core/analysis/every.ts';
export { fromCsv as parseCSV, type CsvTable, type FrameShares } from './core/analysis/report.ts';
export type { VideoInfo } from './core/analysis/video-info.ts';
export type { Instance } from './core/instances/instance.ts';
export { PerPixelError, type ErrorCode } from './core/errors/errors.ts';
export type { ModelClass, ModelManifest, ModelSpec } from './core/manifest/manifest.ts';
export type { NodeBackend as Backend, NodeBackendChoice as BackendChoice } from './core/tuning/node-backend.ts';
export type { OutputKind } from './core/options/outputs.ts';
export type { Progress } from './core/options/progress.ts';
export type { RefineOptions } from './core/refine/stages.ts';
