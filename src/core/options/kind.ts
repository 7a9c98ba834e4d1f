/**
 * Whether a value is of one of these of the platform's classes, by name: `instanceof` knows only this document's own, and
 * throws where the browser has no such class.
 */
export function isOf<T extends object>(value: unknown, ...names: readonly string[]): value is T {
  return names.includes(Object.prototype.toString.call(value).slice(8, -1));
}
