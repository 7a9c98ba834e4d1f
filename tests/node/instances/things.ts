import type { Instance } from '../../../src/core/instances/instance.ts';
import type { Things } from '../../../workers/instances/things.ts';

/** An instance of which a test names what matters to it. */
export function instance(given: Partial<Instance>): Instance {
  return { id: 1, track: 0, classId: 1, score: 0.9, box: { x: 0, y: 0, width: 10, height: 10 }, area: 100, ...given };
}

/** Things whose ids stand in rows of digits. */
export function things(rows: readonly string[], instances: readonly Instance[]): Things {
  return { instances, map: Uint16Array.from(rows.join(''), Number) };
}
