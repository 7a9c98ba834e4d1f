/** The largest value of label images that may mean the first class: 65,535 is void. */
export const MOST_FIRST = 65_534;

/** Where labels start, of what a text says; null where it says no such number. */
export function parseLabelsStart(text: string): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && value <= MOST_FIRST ? value : null;
}
