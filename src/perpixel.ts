import type { FrameReport, PipelineInfo } from './shared/protocol.ts';
import type { PerPixelError } from './shared/errors.ts';
import { PerPixel } from './ui/viewer/per-pixel.ts';
import type { PerPixelElement, PerPixelFrame } from './ui/viewer/element.ts';

export { createSegmenter } from './segmenter.ts';
export type { Segmentation, Segmenter, SegmenterOptions, SegmentOptions } from './segmenter.ts';
export { analyzeFrames, analyzeVideo } from './analysis/analyze.ts';
export type { Analysis, AnalyzeOptions, FrameAnalysis } from './analysis/analyze.ts';
export type { Every } from './shared/analysis/every.ts';
export { fromCsv as parseCSV, type CsvTable, type FrameShares } from './shared/analysis/report.ts';
export type { VideoInfo } from './shared/analysis/video-info.ts';
export type { Frame } from './frame-input.ts';
export { PerPixelError, type ErrorCode } from './shared/errors.ts';
export type { ModelClass, ModelManifest, ModelSpec } from './shared/manifest.ts';
export type { LatencyReport, Percentiles, Stage, StageTimings } from './shared/metrics.ts';
export type { Backend, BackendChoice, OutputKind, Overlay, PipelineInfo, Progress } from './shared/protocol.ts';
export type { RefineOptions } from './shared/refine.ts';
export type { PerPixelElement, PerPixelFrame, FrameReport };

/** What `<per-pixel>` fires; each bubbles. */
export interface PerPixelEventMap {
  'perpixel-ready': CustomEvent<PipelineInfo>;
  'perpixel-frame': CustomEvent<PerPixelFrame>;
  'perpixel-statechange': CustomEvent<{ readonly state: string }>;
  'perpixel-error': CustomEvent<PerPixelError>;
}

// a page may load the library twice, as two bundles of it
if (!customElements.get('per-pixel')) customElements.define('per-pixel', PerPixel);

declare global {
  interface HTMLElementTagNameMap {
    'per-pixel': PerPixelElement;
  }
  interface GlobalEventHandlersEventMap extends PerPixelEventMap {}
}
