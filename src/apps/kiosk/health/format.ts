const numbers = new Intl.NumberFormat();
const PARTS = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const thisYear = new Intl.DateTimeFormat(undefined, PARTS);
const otherYears = new Intl.DateTimeFormat(undefined, { ...PARTS, year: 'numeric' });

/** In the visitor's way of writing: '1,204,551'. */
export function amount(count: number): string {
  return numbers.format(Math.round(count));
}

/** '3 Nov, 14:03:22', as the visitor writes it; with the year if it is another one. @param time milliseconds since the epoch */
export function moment(time: number): string {
  const isOurs = new Date(time).getFullYear() === new Date().getFullYear();
  return (isOurs ? thisYear : otherYears).format(time);
}

/** '840 ms', '2.4 s', '12 min', '3 h 5 min', '6 d 4 h'. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 0.9995) return `${Math.round(milliseconds)} ms`;
  if (seconds < 99.5) return `${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return joined(hours, 'h', minutes % 60, 'min');
  const wholeHours = Math.round(minutes / 60);
  return joined(Math.floor(wholeHours / 24), 'd', wholeHours % 24, 'h');
}

function joined(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

/** A share with the nines that count: '100 %' only for all of it, '99.98 %', '97.2 %'. */
export function availability(share: number): string {
  const percent = Math.min(Math.max(share, 0), 1) * 100;
  if (percent === 100) return '100 %';
  const digits = percent >= 99 ? 3 : 1;
  const factor = 10 ** digits;
  // never rounded up to all of it
  return `${(Math.floor(percent * factor) / factor).toFixed(digits)} %`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes > 0 && bytes < 1e7 ? 1 : 0)} MB`;
}
