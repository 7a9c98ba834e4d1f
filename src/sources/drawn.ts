import { MOTORWAY, STREET } from './street/traits.ts';

const DRAWN: readonly string[] = [STREET.id, MOTORWAY.id];

/** The name of what we draw ourselves, which takes WebGL 2 and nothing of the visitor's; null: it is something else. */
export function drawnSource(source: unknown): string | null {
  return DRAWN.find((id) => id === source) ?? null;
}
