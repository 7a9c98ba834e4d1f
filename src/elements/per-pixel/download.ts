import type { LatencyReport } from '../../core/metrics/metrics.ts';
import type { TaughtModel } from '../../protocol/trunk.ts';

/** Saves a blob under a name, as a click on a link would. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has taken its own hold of the blob by then
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Saves a model and its manifest, which calls it by its name. @param id of both */
export function downloadModel({ manifest, file }: TaughtModel, id: string): void {
  const named = { ...manifest, id, file: `${id}.onnx` };
  download(file, named.file);
  download(new Blob([JSON.stringify(named, null, 2)], { type: 'application/json' }), `${id}.json`);
}

/** `perpixel-2026-01-31-14-05-09.png` */
export function stampedName(extension: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
  return `perpixel-${stamp}.${extension}`;
}

/** Saves the figures as JSON, with the time and the browser they are of. */
export function saveStats(report: LatencyReport): void {
  const now = new Date();
  const text = JSON.stringify({ ...report, time: now.toISOString(), userAgent: navigator.userAgent }, null, 2);
  download(new Blob([text], { type: 'application/json' }), stampedName('json', now));
}
