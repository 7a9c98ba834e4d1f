/** Any value, as a message to people names it. */
export function readableValue(value: unknown): string {
  if (typeof value === 'string') return `“${value.slice(0, 80)}”`;
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'such an object' : String(value);
}
