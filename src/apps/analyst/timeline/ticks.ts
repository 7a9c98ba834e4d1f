/** Seconds between ticks: what people count time in. */
export const STEPS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800,
];

/** A tick's label, with the decimals that tell it from the next one: '0:07', '0:07.5', '1:02:00'. */
export function tickLabel(seconds: number, step: number): string {
  const digits = step < 0.1 ? 2 : step < 1 ? 1 : 0;
  const unit = 10 ** digits;
  const whole = Math.round(Math.max(0, seconds) * unit);
  const [h, m, s] = [
    Math.floor(whole / (3600 * unit)),
    Math.floor(whole / (60 * unit)) % 60,
    (whole % (60 * unit)) / unit,
  ];
  const tail = `${h > 0 ? String(m).padStart(2, '0') : m}:${s.toFixed(digits).padStart(digits > 0 ? digits + 3 : 2, '0')}`;
  return h > 0 ? `${h}:${tail}` : tail;
}
