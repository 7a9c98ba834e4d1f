import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Needed } from '../browser/needs.ts';
import { write, writeEnd } from './record.ts';

const fileOf = ({ relativeModuleId }: TestModule): string => relativeModuleId;

/** Writes down what happens as it happens: a browser that stops, or a run that is broken off, takes nothing of it along. */
export function recorder(path: string): Reporter {
  return {
    onTestModuleCollected(module) {
      const names = [...module.children.allTests()].map(({ fullName }) => fullName);
      write(path, { at: 'collected', file: fileOf(module), names });
    },
    onTestCaseResult(test) {
      const { state } = test.result();
      if (state === 'pending') return;
      const { lacking, hasByNow }: Needed = test.meta();
      const problem = problemOf(test);
      write(path, {
        at: 'case',
        file: fileOf(test.module),
        name: test.fullName,
        state,
        ...(lacking ? { lacking } : {}),
        ...(hasByNow ? { hasByNow } : {}),
        ...(problem ? { problem } : {}),
      });
    },
    onTestModuleEnd(module) {
      const seconds = Math.round(module.diagnostic().duration / 100) / 10;
      writeEnd(path, fileOf(module), { seconds, problem: module.errors()[0]?.message });
    },
  };
}

function problemOf(test: TestCase): string {
  return test.result().errors?.[0]?.message ?? '';
}
