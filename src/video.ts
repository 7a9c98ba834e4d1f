export { analyzeFrames, analyzeVideo } from './video/analyze.ts';
export type { Analysis, AnalyzeOptions, FrameAnalysis } from './video/analyze.ts';
export type { Every } from './core/analysis/every.ts';
export { fromCsv as parseCSV, type CsvTable, type FrameShares } from './core/analysis/report.ts';
export type { VideoInfo } from './core/analysis/video-info.ts';
