import { webdriverio } from '@vitest/browser-webdriverio';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import type { Need } from '../browser/needs.ts';
import { inBrowser, page, project } from '../suites/in-browser.ts';
import { asMiniBrowser } from './browser.ts';

/** What WebKitGTK 2.50 is known to lack. */
const LACKS: Need[] = [
  'webGpu',
  'externalTexture',
  'workerWebGl',
  'privateFiles',
  'imageDecoder',
  'lateStart',
  'resizedVideo',
  'deepPixels',

  'wakeLock',
  'policy',
  'trackProcessor',
  'recorder',
  'stretchedShare',
  'zoomedPlaces',
];

/** All of tests/browser in WebKitGTK, by the driver that listens on the port of PERPIXEL_WEBDRIVER. */
export const webkit = (field: string): TestProjectInlineConfiguration => ({
  ...project,
  test: {
    ...inBrowser(field, LACKS),
    name: 'webkit',
    globalSetup: 'tests/webkit/driver.ts',
    browser: {
      ...page,
      headless: false,
      provider: webdriverio({
        hostname: '127.0.0.1',
        port: Number(process.env['PERPIXEL_WEBDRIVER']),
        transformRequest: asMiniBrowser,
      }),
      instances: [{ browser: 'safari' }],
    },
  },
});
