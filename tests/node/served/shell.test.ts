import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shelled } from '../../../.config/vite/shell.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('a page of the site', () => {
  it.each([
    ['index.html', 'Every pixel labelled, live, in your browser'],
    ['analyze.html', 'Driving-video analysis, every frame'],
    ['health.html', 'Health of an unattended screen'],
    ['learn.html', 'See how it works'],
    ['playground.html', 'Playground'],
  ])('%s has the head and the masthead of all, once, with its own words', async (name, words) => {
    const page = await shelled(await readFile(`${root}${name}`, 'utf8'), root);
    for (const part of [
      '<meta name="viewport"',
      '<meta name="color-scheme"',
      'href="/favicon.svg"',
      'href="/src/apps/site/page.css"',
      'href="/src/apps/site/masthead.css"',
      '<header class="masthead">',
      'id="theme"',
      `<p class="tagline">${words}</p>`,
      '<noscript>',
    ]) {
      expect(count(page, part), part).toBe(1);
    }
    expect(page).not.toMatch(/<!--|\{\{/);
  });

  it('keeps what is in it where that asks for nothing', async () => {
    expect(await shelled('<p>$& {{ words }}</p>\n', root)).toBe('<p>$& {{ words }}</p>\n');
  });

  it('takes words as they are', async () => {
    expect(await shelled('  <!-- shell/masthead: A $& of $1 -->\n', root)).toContain(
      '<p class="tagline">A $& of $1</p>',
    );
  });

  it('cannot be built with a part that there is not', async () => {
    await expect(shelled('<!-- shell/nowhere -->', root)).rejects.toThrow('nowhere.html');
  });
});
