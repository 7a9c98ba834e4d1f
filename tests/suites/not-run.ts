import type { Reporter, TestModule } from 'vitest/node';
import type { CaseLine } from './record.ts';
import { lacking } from './report.ts';

/** Says at the end which tests were not run in a browser and for want of what, and what it was thought to lack and has by now. */
export function notRun(): Reporter {
  return {
    onTestRunEnd(modules) {
      for (const browser of new Set(modules.map(({ project }) => project.name))) {
        const text = lacking(casesOf(modules.filter(({ project }) => project.name === browser)));
        if (text) console.log(`\nNot run in ${browser}, and why\n${text}`);
      }
    },
  };
}

function casesOf(modules: readonly TestModule[]): Parameters<typeof lacking>[0] {
  return modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => ({
      ...test.meta(),
      file: module.relativeModuleId,
      name: test.fullName,
      state: test.result().state as CaseLine['state'],
    })),
  );
}
