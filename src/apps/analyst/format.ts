/** Media time to the hundredth: '0:07.24', '1:02:09.00'. */
export function timecode(seconds: number): string {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const [h, m, s] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60, (hundredths / 100) % 60];
  const tail = `${h > 0 ? String(m).padStart(2, '0') : m}:${s.toFixed(2).padStart(5, '0')}`;
  return h > 0 ? `${h}:${tail}` : tail;
}

/** How long something will take: '4 s', '12 min', '1 h 20 min'. */
export function span(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
