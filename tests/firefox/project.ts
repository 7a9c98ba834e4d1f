import { playwright } from '@vitest/browser-playwright';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import type { Need } from '../browser/needs.ts';
import { inBrowser, page, project } from '../suites/in-browser.ts';
import { FIREFOX_PART } from './part.ts';
import { FIREFOX_PREFS, WEBGPU_PREFS } from './prefs.ts';
import { undisturbed } from './undisturbed.ts';

/** What Debian's Firefox ESR 153 is known to lack on a display, with lavapipe for its WebGPU. */
const LACKS: Need[] = [
  'deepPixels',
  'externalTexture',
  'foreignPicture',
  'lateStart',
  'policy',
  'copyEvents',
  'trackProcessor',
  'vp9Recorder',
];

/** Playwright cannot point into a frame in Firefox that is transformed, be it by nothing. */
const UNTRANSFORMED = `
  const style = document.createElement('style');
  style.textContent = '[data-scale] { transform: none !important }';
  document.head.append(style);
`;

interface Browser {
  readonly field: string;
  readonly executablePath: string;
}

/** All of tests/browser in Firefox, on a display, since it has no WebGL without. */
export const wholeFirefox = (browser: Browser): TestProjectInlineConfiguration =>
  firefox(browser, { lacks: LACKS, headless: false, prefs: WEBGPU_PREFS });

/** What takes a minute and needs no display, whenever all tests run. */
export const partOfFirefox = (browser: Browser): TestProjectInlineConfiguration =>
  firefox(browser, { include: FIREFOX_PART, lacks: [...LACKS, 'webGpu'], headless: true });

interface Run {
  readonly lacks: Need[];
  readonly headless: boolean;
  readonly include?: string[];
  readonly prefs?: Record<string, boolean>;
}

function firefox({ field, executablePath }: Browser, { lacks, headless, include, prefs }: Run) {
  const firefoxUserPrefs = { ...FIREFOX_PREFS, ...prefs };
  return {
    ...project,
    test: {
      ...inBrowser(field, lacks),
      ...(include ? { include } : {}),
      name: 'firefox',
      // beside the node tests: two cores are too few for two browsers at once
      maxWorkers: 1,
      browser: {
        ...page,
        headless,
        // on a display Vitest shows itself beside the tests' frame, and the pointer meets that in place of what is in the frame
        ui: false,
        provider: playwright({
          launchOptions: { channel: 'moz-firefox', executablePath: undisturbed(executablePath), firefoxUserPrefs },
          // as high as a test's frame, which is made smaller otherwise
          contextOptions: { viewport: { width: 1280, height: 960 } },
        }),
        orchestratorScripts: [{ content: UNTRANSFORMED }],
        instances: [{ browser: 'firefox' as const }],
      },
    },
  };
}
