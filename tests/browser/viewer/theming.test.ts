import { beforeAll, describe, expect, it } from 'vitest';
import type { PerPixelElement } from '../../../src/perpixel.ts';
import { pointAt } from '../pointer.ts';
import { mediaFile } from '../source/source.ts';
import { author, inside, labelledViewer, labelling, quarters } from './fixture.ts';

interface Named {
  readonly name: string;
}

/** What the build tells editors of the element. */
interface Described {
  readonly attributes: readonly Named[];
  readonly members: readonly (Named & { readonly kind: string; readonly readonly?: boolean })[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
  readonly slots: readonly Named[];
}

let viewer: PerPixelElement;
let described: Described;

beforeAll(async () => {
  const manifest = (await (await fetch('/lib/custom-elements.json')).json()) as {
    modules: { declarations: [Described] }[];
  };
  described = manifest.modules[0]!.declarations[0];
  viewer = await labelledViewer(document.body, { controls: '', split: '0.5' });
  viewer.style.width = '900px';
  // one that plays
  await labelling(viewer, viewer.openFile(await mediaFile('analysis/variable.webm')));
  inside(inside(viewer, 'pp-toolbar'), 'button[title=Refinement]').click();
  inside(inside(viewer, 'pp-outward'), 'button[title=Record]').click();
});

/** What a page's style sheet reaches in an element, by its part. */
function reached(host: Element): Map<string, HTMLElement> {
  const found = new Map<string, HTMLElement>();
  for (const each of host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []) {
    for (const name of each.part) found.set(name, each);
    const within = reached(each);
    for (const name of (each.getAttribute('exportparts') ?? '').split(',').map((part) => part.trim())) {
      const piece = within.get(name);
      if (piece) found.set(name, piece);
      within.delete(name);
    }
    expect([...within.keys()], `parts of ${each.localName} that no page reaches`).toEqual([]);
  }
  return found;
}

const names = (described: readonly Named[]): string[] => described.map(({ name }) => name).sort();

describe('what is told of the element', () => {
  it('names the attributes that it observes, and the properties that it has', () => {
    const observed = (customElements.get('per-pixel') as unknown as { observedAttributes: string[] })
      .observedAttributes;
    expect(names(described.attributes)).toEqual(observed.toSorted());
    for (const { name, kind } of described.members) {
      expect(typeof viewer[name as keyof PerPixelElement] === 'function', name).toBe(kind === 'method');
      expect(name in viewer, name).toBe(true);
    }
  });

  it('names every part that can be seen, and each takes a page’s style', async () => {
    viewer.overlay = 'cutout';
    Object.assign(inside(viewer, 'pp-legend'), { accuracy: { miou: 0.5, perClass: [] } });
    const instance = { id: 1, track: 1, classId: 0, score: 1, area: 1, box: { x: 0, y: 0, width: 1, height: 1 } };
    Object.assign(inside(viewer, 'pp-things'), { hides: true, keep: 'nearest', kept: [], instances: [instance] });
    viewer.notify(
      Object.assign(new Error('test'), {
        name: 'PerPixelError',
        code: 'closed',
        problem: 'A test.',
        remedy: '',
      }) as never,
    );
    await pointAt(inside(viewer, '.stage'), '30%', '30%');
    await expect.poll(() => viewer.shadowRoot?.querySelector('pp-inspector')).not.toBeNull();
    await expect.poll(() => viewer.shadowRoot?.querySelector('.backdrop')).not.toBeNull();
    const parts = reached(viewer);
    // the scale takes the backdrop's place, and the cover belongs to a viewer of nothing
    viewer.overlay = 'entropy';
    await expect.poll(() => viewer.shadowRoot?.querySelector('pp-scale')).not.toBeNull();
    const empty = document.createElement('per-pixel');
    document.body.append(empty);
    await expect.poll(() => reached(empty).has('cover')).toBe(true);
    // and what draws to one that is taught
    const taught = await labelledViewer(document.body, { model: '', controls: '', teach: '' });
    await expect.poll(() => taught.shadowRoot?.querySelector('pp-brush')).not.toBeNull();
    for (const [name, piece] of [...reached(viewer), ...reached(empty), ...reached(taught)]) parts.set(name, piece);
    expect([...parts.keys()].sort()).toEqual(names(described.cssParts));
    viewer.overlay = 'cutout';
    await expect.poll(() => viewer.shadowRoot?.querySelector('.backdrop')).not.toBeNull();
    const shown = new Map([...reached(taught), ...reached(empty), ...reached(viewer)]);
    author(`${[...parts.keys()].map((name) => `per-pixel::part(${name})`).join()} { outline-offset: 7px }`);
    for (const [name, piece] of shown) expect(getComputedStyle(piece).outlineOffset, name).toBe('7px');
    author('');
    for (const [name, piece] of shown) expect(getComputedStyle(piece).outlineOffset, name).not.toBe('7px');
    empty.remove();
    taught.remove();
  });

  it('names every property of a theme, and each is seen', () => {
    const looks: Readonly<Record<string, readonly [value: string, seen: string, how: () => string]>> = {
      '--pp-accent': ['rgb(1, 2, 3)', 'rgb(1, 2, 3)', () => styleOf('pp-toolbar', '.key:has(:checked) .icon').color],
      '--pp-stage': ['rgb(4, 5, 6)', 'rgb(4, 5, 6)', () => styleOf('.stage').backgroundColor],
      '--pp-canvas': ['rgb(7, 8, 9)', '0.027451 0.03137', () => inFull('.bar').backgroundColor],
      '--pp-surface': ['rgb(10, 11, 12)', 'rgb(10, 11, 12)', () => styleOf('pp-refine', 'section').backgroundColor],
      '--pp-raised': ['rgb(13, 14, 15)', 'rgb(13, 14, 15)', () => styleOf('pp-toolbar', '.field').backgroundColor],
      '--pp-line': ['rgb(16, 17, 18)', 'rgb(16, 17, 18)', () => styleOf('pp-toolbar', '.field').borderTopColor],
      '--pp-ink': ['rgb(19, 20, 21)', 'rgb(19, 20, 21)', () => styleOf('pp-hud').color],
      '--pp-ink-soft': ['rgb(22, 23, 24)', 'rgb(22, 23, 24)', () => styleOf('pp-playback', '.time').color],
      '--pp-radius': ['9px', '9px', () => styleOf('.stage').borderTopLeftRadius],
      '--pp-font': ['"A Font"', 'A Font', () => styleOf('pp-legend', 'h2').fontFamily],
      '--pp-font-mono': ['"A Mono"', 'A Mono', () => styleOf('pp-hud', '.caption').fontFamily],
    };
    expect(Object.keys(looks).sort()).toEqual(names(described.cssProperties));
    for (const [name, [value, seen, how]] of Object.entries(looks)) {
      author('');
      expect(how(), name).not.toContain(seen);
      // on an ancestor
      author(`body { ${name}: ${value} }`);
      expect(how(), name).toContain(seen);
    }
    author('');

    function styleOf(selector: string, within?: string): CSSStyleDeclaration {
      const piece = inside(viewer, selector);
      return getComputedStyle(within === undefined ? piece : inside(piece, within));
    }

    function inFull(selector: string): CSSStyleDeclaration {
      const layout = inside(viewer, '.layout');
      layout.classList.add('full');
      const style = { backgroundColor: getComputedStyle(inside(viewer, selector)).backgroundColor };
      layout.classList.remove('full');
      return style as CSSStyleDeclaration;
    }
  });

  it('names every slot, and each shows what a page puts there, in its time', async () => {
    const other = document.createElement('per-pixel');
    Object.assign(other, { model: 'tiny', backend: 'wasm' });
    const slots = names(described.slots);
    const own = slots.map((slot) => Object.assign(document.createElement('button'), { slot, textContent: slot }));
    const seen = (): string[] => own.filter((each) => each.checkVisibility()).map((each) => each.slot);
    other.append(...own);
    document.body.append(other);
    await expect.poll(seen).toEqual(['empty', 'over']);
    other.controls = true;
    await expect.poll(seen).toEqual(['bar', 'empty', 'over', 'panel']);
    expect(inside(other, 'pp-status').checkVisibility()).toBe(false);
    await expect(other.openFile(new Blob(['nothing']))).rejects.toThrow();
    await expect.poll(seen).toEqual(['bar', 'error', 'over', 'panel']);
    // on a stage that is dark whatever the page is, and on a light one
    const words = Object.assign(document.createElement('p'), { slot: 'error' });
    const light = (): boolean => Number(/[\d.]+/.exec(getComputedStyle(words).color)?.[0]) > 0.6;
    other.append(words);
    other.style.colorScheme = 'light';
    expect(light()).toBe(true);
    other.style.setProperty('--pp-stage', '#ffffff');
    expect(light()).toBe(false);
    other.style.removeProperty('--pp-stage');
    words.remove();
    const labelled = labelling(other, other.openFile(await quarters()));
    await expect.poll(seen).toEqual(['bar', 'loading', 'over', 'panel']);
    await labelled;
    await expect.poll(seen).toEqual(['bar', 'over', 'panel']);
    const [bar, tools] = [own[0]!, inside(inside(other, 'pp-toolbar'), '.tools')].map((each) =>
      each.getBoundingClientRect(),
    );
    expect([bar!.top >= tools!.top, bar!.bottom <= tools!.bottom, bar!.width > 0]).toEqual([true, true, true]);
  });
});
