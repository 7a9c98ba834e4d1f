import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { chromium } from '../chromium/project.ts';
import { findFirefox } from '../firefox/find.ts';
import { partOfFirefox, wholeFirefox } from '../firefox/project.ts';
import { LongestFirst } from './longest-first.ts';
import { notRun } from './not-run.ts';
import { recorder } from './recorder.ts';

const node: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'node',
    include: ['tests/node/**/*.test.ts'],
    globalSetup: 'tests/suites/threads.ts',
    environment: 'node',
    testTimeout: 30_000,
    // pure code leaves nothing behind for the next file: a process for each of a hundred takes as long again as the tests
    isolate: false,
    // Firefox has the other core meanwhile
    maxWorkers: 1,
  },
};

const e2e: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'e2e',
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: 'tests/e2e/server.ts',
    // by themselves: beside other browsers on two cores each takes many times as long
    sequence: { groupOrder: 2 },
    expect: { poll: { timeout: 20_000 } },
    environment: 'node',
    // what tests share are browsers, and a page of a test has a profile of its own there
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // a page keeps one of two cores busy at most times, and waits at others
    maxWorkers: 2,
  },
};

/** Two label maps that differ have a hundred thousand lines: to compare all of them takes for ever. */
const DIFF = { truncateThreshold: 400 };

/**
 * The tests by where they run. PERPIXEL_SUITE names another browser that runs tests/browser, and then nothing else runs;
 * PERPIXEL_RECORD a file in which it is written down how.
 * @param field a folder with models and clips that are no part of the project, for tests that are skipped without it
 */
export async function projects(field: string): Promise<NonNullable<ViteUserConfig['test']>> {
  const record = process.env['PERPIXEL_RECORD'];
  const reporters = ['default', notRun(), ...(record ? [recorder(record)] : [])];
  return {
    reporters,
    diff: DIFF,
    sequence: { sequencer: LongestFirst },
    projects: await projectsOf(process.env['PERPIXEL_SUITE'], field),
  };
}

async function projectsOf(suite: string | undefined, field: string): Promise<TestProjectInlineConfiguration[]> {
  if (suite === 'webkit') return [(await import('../webkit/project.ts')).webkit(field)];
  const executablePath = findFirefox();
  if (suite === 'firefox') return executablePath === null ? [] : [wholeFirefox({ field, executablePath })];
  if (executablePath !== null) return [node, chromium(field), e2e, partOfFirefox({ field, executablePath })];
  console.log(
    'No test runs in Firefox: none is installed (Debian: “apt-get install firefox-esr”; FIREFOX_PATH names another).',
  );
  return [node, chromium(field), e2e];
}
