import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Needed } from '../browser/needs.ts';

/**
 * Says at the end which tests were not run in a browser and for want of what, and what it was thought to lack and has by now.
 * PERPIXEL_REPORT names a file to be written with that, and PERPIXEL_BROWSER what it begins with.
 */
export function notRun(): Reporter {
  return {
    async onTestRunEnd(modules) {
      for (const browser of new Set(modules.map(({ project }) => project.name))) {
        const text = list(modules.filter(({ project }) => project.name === browser));
        if (text) console.log(`\nNot run in ${browser}, and why\n${text}`);
      }
      const path = process.env['PERPIXEL_REPORT'];
      if (path)
        writeFileSync(path, await format(report(modules), { ...(await resolveConfig(path)), parser: 'markdown' }));
    },
  };
}

function report(modules: readonly TestModule[]): string {
  const all = tests(modules);
  const count = (state: string): number => all.filter((test) => test.result().state === state).length;
  const failed = all.filter((test) => test.result().state === 'failed').map((test) => `- ${nameOf(test)}`);
  return `# The browser's tests in ${process.env['PERPIXEL_BROWSER'] ?? 'another browser'}

${new Date().toISOString().slice(0, 10)}: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} not run.

## Failed

${failed.join('\n') || 'None.'}

## Not run, and why

${list(modules) || 'All were run.'}
`;
}

/** In Markdown; empty where everything ran. */
function list(modules: readonly TestModule[]): string {
  const lacking = new Map<string, string[]>();
  const byNow = new Set<string>();
  for (const test of tests(modules)) {
    const needed: Needed = test.meta();
    needed.hasByNow?.forEach((what) => byNow.add(what));
    if (test.result().state !== 'skipped') continue;
    const why = needed.lacking?.join(', ') ?? 'not asked for';
    lacking.set(why, [...(lacking.get(why) ?? []), `  - ${nameOf(test)}`]);
  }
  return [
    ...[...lacking].map(([why, names]) => [`- ${why}: ${names.length}`, ...names].join('\n')),
    ...[...byNow].map((what) => `- **there by now: ${what}. Take it off the list of what this browser lacks**`),
  ].join('\n');
}

function tests(modules: readonly TestModule[]): TestCase[] {
  return modules.flatMap((module) => [...module.children.allTests()]);
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId.replace('tests/browser/', '')}: ${test.fullName}`;
}
