/** Seconds as a player shows them: `1:02:03.45`. */
export function clock(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const [rest, whole] = [hundredths % 6000, Math.floor(hundredths / 6000)];
  const hours = Math.floor(whole / 60);
  const minutes = hours > 0 ? String(whole % 60).padStart(2, '0') : String(whole);
  return `${hours > 0 ? `${hours}:` : ''}${minutes}:${(rest / 100).toFixed(2).padStart(5, '0')}`;
}
