import type { RefineOptions } from './stages.ts';

/** As an address or an attribute says it: JSON, or `off`; nothing is the model's own, null. What is no JSON stays text, for the check to name it. */
export function readRefine(text: string | null): unknown {
  if (text === null || text.trim() === '') return null;
  if (text.trim() === 'off') return false;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** null: nothing need be said. */
export function refineText(refine: RefineOptions | false | null | undefined): string | null {
  if (refine === null || refine === undefined) return null;
  return refine === false ? 'off' : JSON.stringify(refine);
}
