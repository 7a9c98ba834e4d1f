/** A share or confidence from 0 to 1 as per cent, always with one decimal: '4.0 %'. */
export function percent(share: number): string {
  return `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(1)} %`;
}

/** A share as whole per cent, as a language writes it: '4%', '4 %', '٤٪؜'. A tag that is none is taken for English. */
export function percentIn(language: string, share: number): string {
  try {
    return share.toLocaleString(language || 'en', { style: 'percent' });
  } catch {
    return share.toLocaleString('en', { style: 'percent' });
  }
}

/** Milliseconds to the decimals that matter: '8.31', '41.2', '318'. */
export function milliseconds(ms: number): string {
  return ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0);
}

const UNITS = ['bytes', 'KB', 'MB', 'GB'] as const;

/** How much of a download has come: '3.1 of 9.8 MB', or '3.1 MB' while `total` is 0 (unknown). */
export function bytes(loaded: number, total: number): string {
  const largest = Math.max(total, loaded, 1);
  const step = Math.min(Math.floor(Math.log10(largest) / 3), UNITS.length - 1);
  const digits = step < 2 ? 0 : 1;
  const inUnit = (value: number): string => (value / 1000 ** step).toFixed(digits);
  const unit = UNITS[step] ?? 'bytes';
  return total > 0 ? `${inUnit(Math.min(loaded, total))} of ${inUnit(total)} ${unit}` : `${inUnit(loaded)} ${unit}`;
}

/** Media time: '0:07', '12:40', '1:02:09'. */
export function clock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(Math.floor(seconds), 0) : 0;
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${h > 0 ? String(m).padStart(2, '0') : m}:${String(s).padStart(2, '0')}`;
  return h > 0 ? `${h}:${tail}` : tail;
}
