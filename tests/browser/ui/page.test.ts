import { describe, expect, it } from 'vitest';
import page from '../../../index.html?raw';
import kioskStyles from '../../../src/apps/kiosk/page.css?raw';
import mastheadStyles from '../../../src/apps/site/masthead.css?raw';
import pageStyles from '../../../src/apps/site/page.css?raw';
import head from '../../../src/apps/site/shell/head.html?raw';
import masthead from '../../../src/apps/site/shell/masthead.html?raw';
import { tokens } from '../../../src/elements/tokens.ts';

const parsed = new DOMParser().parseFromString(page + head + masthead, 'text/html');

/** `--_name: value` pairs, a public name's fallback in its place. */
function properties(css: string): Map<string, string> {
  const pairs = css.matchAll(/(--_[\w-]+):\s*([^;]+);/g);
  return new Map(
    [...pairs].map(([, name = '', value = '']) => [name, value.replace(/^var\(--pp-[\w-]+, (.*)\)$/, '$1')]),
  );
}

describe('the page', () => {
  it('holds exactly one <per-pixel>, with controls', () => {
    expect([...parsed.querySelectorAll('per-pixel')].map((each) => each.hasAttribute('controls'))).toEqual([true]);
  });

  it('keeps to a policy without inline styles and scripts', () => {
    expect(parsed.querySelectorAll('[style], style, script:not([src])')).toHaveLength(0);
  });

  it('fetches nothing from elsewhere', () => {
    const addresses = [...parsed.querySelectorAll('[src], link[href]')].map(
      (each) => each.getAttribute('src') ?? each.getAttribute('href') ?? '',
    );
    expect(addresses.filter((each) => /^(?:[a-z]+:)?\/\//i.test(each))).toEqual([]);
    expect(pageStyles + mastheadStyles + kioskStyles).not.toMatch(/url\(|@import/);
  });

  it('has the colours and sizes of the components', () => {
    const [ours, theirs] = [properties(pageStyles), properties(tokens.cssText)];
    const shared = [...ours].filter(([name]) => theirs.has(name) && name !== '--_font');
    expect(shared.length).toBeGreaterThan(10);
    expect(Object.fromEntries(shared)).toEqual(Object.fromEntries(shared.map(([name]) => [name, theirs.get(name)])));
  });

  it('says without JavaScript what it needs', () => {
    expect(page).toMatch(/<noscript>[\s\S]*JavaScript[\s\S]*<\/noscript>/);
  });
});
