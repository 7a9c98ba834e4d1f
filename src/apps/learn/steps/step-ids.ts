/** The steps, in order, by the names that addresses call them. */
export const STEP_IDS = ['pixels', 'answers', 'holes', 'things', 'depths', 'doubt'] as const;
export type StepId = (typeof STEP_IDS)[number];

/** A step by its name or its number from 1 on; null: there is none. */
export function stepOf(value: string | null): StepId | null {
  return STEP_IDS.find((each, at) => each === value || String(at + 1) === value) ?? null;
}
