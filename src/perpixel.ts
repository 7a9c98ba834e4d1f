import type { FrameReport, PipelineInfo } from './protocol/live.ts';
import type { PerPixelError } from './core/errors/errors.ts';
import type { KioskElement as PerPixelElement } from './apps/kiosk/element.ts';
import { KioskViewer } from './apps/kiosk/viewer.ts';
import type { PerPixelFrame } from './elements/per-pixel/element.ts';

export { createSegmenter } from './live/segmenter.ts';
export type { Segmentation, Segmenter, SegmenterOptions, SegmentOptions } from './live/segmenter.ts';
export { analyzeFrames, analyzeVideo } from './video/analyze.ts';
export type { Analysis, AnalyzeOptions, FrameAnalysis } from './video/analyze.ts';
export type { Every } from './core/analysis/every.ts';
export { fromCsv as parseCSV, type CsvTable, type FrameShares } from './core/analysis/report.ts';
export type { VideoInfo } from './core/analysis/video-info.ts';
export type { Frame } from './live/frame-input.ts';
export { PerPixelError, type ErrorCode } from './core/errors/errors.ts';
export type { ModelClass, ModelManifest, ModelSpec } from './core/manifest/manifest.ts';
export type { LatencyReport, Percentiles, Stage, StageTimings } from './core/metrics/metrics.ts';
export type { Backend, BackendChoice } from './core/tuning/backend.ts';
export type { OutputKind } from './core/options/outputs.ts';
export type { Overlay } from './core/view/overlay.ts';
export type { PlayerFault, PlayerSupervisor, SupervisedPlayer } from './live/player/supervised.ts';
export type { PipelineInfo } from './protocol/live.ts';
export type { Progress } from './core/options/progress.ts';
export type { RefineOptions } from './core/refine/stages.ts';
export type { PerPixelElement, PerPixelFrame, FrameReport };

/** What `<per-pixel>` fires; each bubbles. */
export interface PerPixelEventMap {
  'perpixel-ready': CustomEvent<PipelineInfo>;
  'perpixel-frame': CustomEvent<PerPixelFrame>;
  'perpixel-statechange': CustomEvent<{ readonly state: string }>;
  'perpixel-error': CustomEvent<PerPixelError>;
}

// a page may load the library twice, as two bundles of it
if (!customElements.get('per-pixel')) customElements.define('per-pixel', KioskViewer);

declare global {
  interface HTMLElementTagNameMap {
    'per-pixel': PerPixelElement;
  }
  interface GlobalEventHandlersEventMap extends PerPixelEventMap {}
}
