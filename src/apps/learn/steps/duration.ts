const UNITS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
  { unit: 'millisecond', ms: 1 },
] as const;

/** A time in the largest unit that it fills, as a language writes it: “94 ms”, “6.2 hours”. */
export function duration(language: string, milliseconds: number): string {
  const { unit, ms } = UNITS.find((each) => milliseconds >= each.ms) ?? UNITS[4];
  const unitDisplay = unit === 'millisecond' ? 'short' : 'long';
  const value = milliseconds / ms;
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}
