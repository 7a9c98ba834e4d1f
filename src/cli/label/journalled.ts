import type { JournalFrame } from '../results/journal.ts';
import type { LostFrame, PassFrame } from './analyzer.ts';

/** A frame as a journal keeps it. */
export function journalled(frame: PassFrame | LostFrame, timestamps: Float64Array): JournalFrame {
  const { index } = frame;
  const time = timestamps[index] ?? 0;
  if (frame.lost) return { ...NOTHING, index, time };
  const { width, height, shares, columns, confidence, instances, note } = frame;
  return {
    index,
    time,
    width,
    height,
    shares: Array.from(shares),
    columns: columns ? Array.from(columns) : null,
    confidence: confidence === undefined ? null : Math.fround(confidence),
    instances: instances ? [...instances] : null,
    note,
  };
}

const NOTHING = {
  width: 0,
  height: 0,
  shares: null,
  columns: null,
  confidence: null,
  instances: null,
  note: null,
} as const;
