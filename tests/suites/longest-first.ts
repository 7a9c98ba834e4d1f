import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, longest first. Vitest goes by a file's size where it has not measured yet, as on a clean clone, and by that some of
 * these come last, when the other core has nothing left to do.
 */
const LONGEST = [
  'tests/e2e/offline.test.ts',
  'tests/e2e/package.test.ts',
  'tests/e2e/analyze.test.ts',
  'tests/e2e/sample-drive.test.ts',
  'tests/e2e/resilience.test.ts',
  'tests/e2e/analyst-queue.test.ts',
  'tests/e2e/kiosk-wall.test.ts',
  'tests/e2e/kiosk.test.ts',
];

/** Vitest's own order, after the files of which it is known that others should not wait for them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = LONGEST.findIndex((file) => moduleId.endsWith(file));
      return index < 0 ? LONGEST.length : index;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
