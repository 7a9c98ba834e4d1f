import type { Page } from 'playwright';

/** Addresses of other origins than the site's that the page asks for from now on: the list grows with them. */
export function watchStrangers(page: Page, site: string): string[] {
  const strangers: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(site).origin) strangers.push(request.url());
  });
  return strangers;
}
