import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeElement } from '../../../.config/elements/manifest.ts';
import type { Described, ElementDeclaration } from '../../../.config/elements/schema.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let element: ElementDeclaration;
let readme: string;

beforeAll(async () => {
  [element, readme] = await Promise.all([describeElement(root), readFile(`${root}README.md`, 'utf8')]);
});

const names = (described: readonly Described[]): string[] => described.map(({ name }) => name).sort();

/** What a table of the README names in its first column. */
function listed(head: string): string[] {
  const table = readme.split(`| ${head} |`)[1]?.split('\n\n')[0] ?? '';
  const cells = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)]);
  return cells.map(([, name = '']) => name).sort();
}

describe('what is told of <per-pixel>', () => {
  it('is the README’s: its attributes, parts, slots and properties of a theme', () => {
    expect(names(element.attributes)).toEqual(listed('attribute'));
    expect(names(element.cssParts)).toEqual(listed('part'));
    expect(names(element.slots)).toEqual(listed('slot'));
    expect(names(element.cssProperties)).toEqual(listed('property'));
  });

  it('has every event and method that the README has', () => {
    const section = readme.split('### `<per-pixel>`')[1]?.split('\n### ')[0] ?? '';
    const events = new Set([...section.matchAll(/`(perpixel-\w+)`/g)].map(([, name = '']) => name));
    expect(new Set(names(element.events))).toEqual(events);
    const methods = element.members.filter(({ kind }) => kind === 'method');
    for (const { name } of methods) expect(section, name).toContain(`${name}(`);
  });

  it('has a type, and words that say what it is, for everything', () => {
    const { attributes, members, events, slots, cssParts, cssProperties } = element;
    for (const each of [...attributes, ...members, ...events, ...slots, ...cssParts, ...cssProperties]) {
      expect(each.description ?? '', each.name).not.toBe('');
    }
    const typed = [...attributes, ...events, ...members.filter(({ kind }) => kind === 'field')];
    for (const each of typed) expect(each.type?.text ?? '', each.name).not.toBe('');
    expect(attributes.find(({ name }) => name === 'overlay')).toMatchObject({
      type: { text: expect.stringContaining("'labels' | 'outline'") as string },
      default: 'labels',
    });
  });

  it('names every property of a page’s that our styles read', async () => {
    const folder = `${root}src/elements/`;
    const sources = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const read = new Set<string>();
    for (const name of sources) {
      const text = await readFile(folder + name, 'utf8');
      for (const [, property = ''] of text.matchAll(/var\(\s*(--pp-[\w-]+)/g)) read.add(property);
    }
    expect([...read].sort()).toEqual(names(element.cssProperties));
  });
});
