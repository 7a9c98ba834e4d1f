import { describe, expect, it, onTestFinished } from 'vitest';
import type { ModelClass } from '../../../src/core/manifest/manifest.ts';
import '../../../src/elements/legend/legend.ts';
import { expectAccessible, find, findAll, mount, textIn, textOf } from './fixture.ts';

const person: readonly ModelClass[] = [
  { id: 0, name: 'background', colour: '#20242c', thing: false },
  { id: 1, name: 'person', colour: '#ff7a3d', thing: true },
];
const many: readonly ModelClass[] = Array.from({ length: 21 }, (_, id) => ({
  id,
  name: `class ${id}`,
  colour: '#3366cc',
  thing: false,
}));
const accuracy = {
  miou: 0.834,
  frames: 40,
  perClass: [
    { name: 'person', iou: 0.714 },
    { name: 'background', iou: null },
  ],
};

describe('the legend', () => {
  it('runs a name from right to left where its script does, and leaves the others alone', async () => {
    const arabic = { ...person[0]!, name: 'إنسان (1)', colour: '#ff0000' };
    const legend = await mount('pp-legend', {
      classes: [arabic, { ...person[1]!, id: 1 }],
      shares: Float32Array.of(0.5, 0.5),
    });
    expect(findAll(legend, '.name-text').map((name) => getComputedStyle(name).direction)).toEqual(['rtl', 'ltr']);
  });

  it('gives each class its colour, name and share', async () => {
    const legend = await mount('pp-legend', { classes: person, shares: Float32Array.of(0.877, 0.123) });
    const rows = findAll(legend, 'tbody tr');
    expect(rows.map((row) => textOf(row))).toEqual(['background 87.7 %', 'person 12.3 %']);
    expect(rows[1]?.querySelector('.swatch rect')?.getAttribute('fill')).toBe('#ff7a3d');
    expect(rows[1]?.querySelector('.bar rect')?.getAttribute('width')).toBe('12.30%');
  });

  it('counts the things of a class where they are told apart, and nothing else', async () => {
    const shares = Float32Array.of(0.877, 0.123);
    const legend = await mount('pp-legend', { classes: person, shares, counts: new Map([[1, 3]]) });
    const texts = (): string[] => findAll(legend, 'tbody th').map((row) => textOf(row));
    expect(texts()).toEqual(['background', 'person 3']);
    legend.counts = new Map();
    await legend.updateComplete;
    expect(texts()).toEqual(['background', 'person 0']);
    await expectAccessible(legend);
  });

  it('keeps the order of the classes whatever their shares', async () => {
    const legend = await mount('pp-legend', { classes: many, shares: new Float32Array(21).fill(1 / 21) });
    legend.shares = Float32Array.from({ length: 21 }, (_, id) => id / 210);
    await legend.updateComplete;
    expect(findAll(legend, 'tbody th').map((each) => textOf(each))).toEqual(many.map(({ name }) => name));
  });

  it('stays as wide as it is while shares change', async () => {
    const legend = await mount('pp-legend', { classes: person, shares: Float32Array.of(0.999, 0.001) });
    const before = find(legend, '.name-text').getBoundingClientRect().right;
    const edges = (): number[] => findAll(legend, 'tbody td').map((each) => each.getBoundingClientRect().left);
    const cells = edges();
    legend.shares = Float32Array.of(0, 1);
    await legend.updateComplete;
    expect(edges()).toEqual(cells);
    expect(find(legend, '.name-text').getBoundingClientRect().right).toBe(before);
  });

  it('finds a class among many by parts of its name', async () => {
    const legend = await mount('pp-legend', { classes: many, shares: new Float32Array(21).fill(1 / 21) });
    const field = find(legend, 'input[type=search]') as HTMLInputElement;
    const names = (): string[] => findAll(legend, 'tbody th').map((each) => textOf(each));
    const search = async (words: string): Promise<void> => {
      field.value = words;
      field.dispatchEvent(new InputEvent('input'));
      await legend.updateComplete;
    };
    expect([names().length, textIn(legend, '[role=status]')]).toEqual([21, '']);
    await search('CLASS 1');
    expect(names()).toEqual([1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((id) => `class ${id}`));
    expect(textIn(legend, '[role=status]')).toBe('11 classes');
    await expectAccessible(legend);
    await search('tree');
    expect([names(), textIn(legend, '[role=status]')]).toEqual([[], 'No class has that name.']);
    // of another model nothing is searched for
    legend.classes = person;
    await legend.updateComplete;
    expect([names().length, findAll(legend, 'input')]).toEqual([2, []]);
  });

  it('of very many classes lists those of the picture first, in their order', async () => {
    const classes = Array.from({ length: 5000 }, (_, id) => ({ ...many[0]!, id, name: `class ${id}` }));
    const shares = new Float32Array(5000);
    shares[4321] = 0.75;
    shares[4000] = 0.25;
    const legend = await mount('pp-legend', { classes, shares });
    const rows = findAll(legend, 'tbody th').map((each) => textOf(each));
    expect(rows.length).toBe(200);
    expect(rows.slice(-2)).toEqual(['class 4000', 'class 4321']);
    expect(textIn(legend, '[role=status]')).toBe('200 of 5000 are listed.');
  });

  it('says nothing of shares before the first frame', async () => {
    const legend = await mount('pp-legend', { classes: person });
    expect(
      findAll(legend, '.share')
        .map((each) => textOf(each))
        .filter(Boolean),
    ).toEqual(['–', '–']);
  });

  it('shows the mean IoU and that of each class, by name, where the truth is known', async () => {
    const legend = await mount('pp-legend', { classes: person, shares: Float32Array.of(0.5, 0.5), accuracy });
    expect(textIn(legend, '.accuracy')).toBe('mIoU 0.83 live against the picture’s own labels');
    expect(findAll(legend, 'td.iou').map((each) => textOf(each))).toEqual(['–', '0.71']);
  });

  it('has no column for IoU where the truth is not known', async () => {
    const legend = await mount('pp-legend', { classes: person });
    expect(findAll(legend, '.iou, .accuracy')).toEqual([]);
  });

  it('marks the class under the pointer, the first one too', async () => {
    const legend = await mount('pp-legend', { classes: person, active: 0 });
    expect(findAll(legend, 'tr.active').map((row) => row.dataset['class'])).toEqual(['0']);
  });

  it.each([
    [180, '100%'],
    [230, '100%'],
    [272, '100%'],
    [300, '200%'],
    [400, '200%'],
  ])('keeps figures apart and whole %i pixels wide, with text of %s', async (width, size) => {
    document.documentElement.style.fontSize = size;
    onTestFinished(() => void (document.documentElement.style.fontSize = ''));
    const classes = [person[0], { ...person[1], name: 'a traffic light or its countdown' }] as typeof person;
    const perClass = classes.map(({ name }) => ({ name, iou: 1 }));
    const shares = Float32Array.of(0, 1);
    const legend = await mount('pp-legend', { classes, shares, accuracy: { ...accuracy, perClass } });
    if (legend.parentElement) legend.parentElement.style.width = `${width}px`;
    for (const row of findAll(legend, 'thead tr, tbody tr')) {
      const texts = [...row.querySelectorAll('.name-text, .share, .iou, .figure, thead .name')].map((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return { name: textOf(each), text: range.getBoundingClientRect(), cell: each.getBoundingClientRect() };
      });
      texts.forEach(({ name, text, cell }, index) => {
        if (index > 0) expect(text.left - (texts[index - 1]?.cell.right ?? 0), name).toBeGreaterThan(3);
        expect(cell.right, name).toBeLessThanOrEqual(legend.getBoundingClientRect().right + 10);
      });
      expect(texts[0]?.cell.width, 'the name').toBeGreaterThan(20);
    }
  });

  it.each([null, 0])(
    'has nothing beside it that would have to be scrolled to (class %s is pointed at)',
    async (active) => {
      const shares = Float32Array.of(0, 1);
      const perClass = person.map(({ name }) => ({ name, iou: 1 }));
      const legend = await mount('pp-legend', { classes: person, shares, accuracy: { ...accuracy, perClass }, active });
      const panel = legend.parentElement as HTMLElement;
      panel.style.overflow = 'auto';
      expect(panel.scrollWidth).toBe(panel.clientWidth);
      const [table, box] = [find(legend, 'table'), legend].map((each) => each.getBoundingClientRect());
      expect([table?.left, table?.right]).toEqual([box?.left, box?.right]);
    },
  );

  it('does not announce shares as they change', async () => {
    const legend = await mount('pp-legend', { classes: person, shares: Float32Array.of(0.5, 0.5), accuracy });
    expect(findAll(legend, '[aria-live], [role=status], [role=alert]')).toEqual([]);
  });

  it('is accessible with 2 classes and with 21', async () => {
    await expectAccessible(
      await mount('pp-legend', {
        classes: person,
        shares: Float32Array.of(1, 0),
        accuracy,
        active: 1,
        note: 'A note.',
      }),
    );
    await expectAccessible(await mount('pp-legend', { classes: many, shares: new Float32Array(21), active: 3 }));
    await expectAccessible(await mount('pp-legend'));
  });
});
