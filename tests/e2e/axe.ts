import axe from 'axe-core';
import type { Page } from 'playwright';

/** What axe finds on a page as it is now, or in a part of it: the rule and the markup. */
export async function violations(page: Page, part = 'html'): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const { axe: loaded } = window as unknown as { axe: typeof import('axe-core') };
    const found = await loaded.run(selector, { resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, part);
}
