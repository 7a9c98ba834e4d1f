import { describe, expect, it } from 'vitest';
import type { Instance } from '../../../src/core/instances/instance.ts';
import { shadeOf } from '../../../src/core/instances/shade.ts';
import '../../../src/elements/things/things.ts';
import type { ThingsPanel } from '../../../src/elements/things/things.ts';
import { expectAccessible, find, findAll, heard, mount, textIn, textOf } from './fixture.ts';

const classes = [
  { id: 0, name: 'background', colour: '#20242c', thing: false },
  { id: 1, name: 'person', colour: '#2ec4ff', thing: true },
];
const person = (track: number, area: number): Instance => {
  return { id: track, track, classId: 1, score: 0.9, area, box: { x: 0, y: 0, width: 10, height: 10 } };
};
const shown = { classes, instances: [person(5, 2500), person(2, 1250)], pixels: 10_000 };
const hiding = { ...shown, hides: true, keep: 'nearest' as const, kept: [5] };

const radios = (panel: Element): HTMLInputElement[] => findAll(panel, 'input[type=radio]') as HTMLInputElement[];
const rows = (panel: Element): string[] => findAll(panel, 'li').map((row) => textOf(row));

function choose(panel: ThingsPanel, value: string): void {
  radios(panel)
    .find((each) => each.value === value)
    ?.click();
}

describe('what is told apart', () => {
  it('is asked for, and shown once it is confirmed', async () => {
    const panel = await mount('pp-things', shown);
    const requests = heard('pp-request-labelling');
    expect(radios(panel).map(({ value, checked }) => [value, checked])).toEqual([
      ['semantic', true],
      ['instance', false],
      ['panoptic', false],
    ]);
    choose(panel, 'panoptic');
    await panel.updateComplete;
    expect(requests).toEqual([{ labelling: 'panoptic' }]);
    expect(radios(panel).find(({ checked }) => checked)?.value).toBe('semantic');
    panel.labelling = 'panoptic';
    await panel.updateComplete;
    expect(radios(panel).find(({ checked }) => checked)?.value).toBe('panoptic');
  });

  it('is not offered of a model without things: a sentence says why', async () => {
    const panel = await mount('pp-things', { ...hiding, obstacle: 'Nothing to tell apart.' });
    expect(radios(panel)).toEqual([]);
    expect(textIn(panel, '.note')).toBe('Nothing to tell apart.');
    expect(rows(panel)).toEqual([]);
  });

  it('has nothing for axe to find', async () => {
    await expectAccessible(await mount('pp-things', shown));
    await expectAccessible(await mount('pp-things', hiding));
    await expectAccessible(await mount('pp-things', { ...hiding, instances: [] }));
  });
});

describe('whom to keep', () => {
  it('is not asked where nothing is hidden', async () => {
    const panel = await mount('pp-things', shown);
    expect(radios(panel).map(({ name }) => name)).not.toContain('keep');
  });

  it('lists those in view by number, with their shades and shares, and who is kept', async () => {
    const panel = await mount('pp-things', hiding);
    expect(rows(panel)).toEqual(['person 2 12.5 %', 'person 5 25.0 %']);
    expect(findAll(panel, 'li input').map((box) => (box as HTMLInputElement).checked)).toEqual([false, true]);
    expect(find(panel, 'li rect').getAttribute('fill')).toBe(shadeOf('#2ec4ff', 2));
  });

  it('is asked for by a tick, by the nearest and by everyone', async () => {
    const panel = await mount('pp-things', hiding);
    const [ticks, choices] = [heard('pp-request-kept'), heard('pp-request-keep')];
    find(panel, 'li input').click();
    choose(panel, 'all');
    // those who are kept now
    choose(panel, 'chosen');
    expect(ticks).toEqual([{ track: 2, kept: true }]);
    expect(choices).toEqual([{ keep: 'all' }, { keep: [5] }]);
  });

  it('begins with those in view where everyone was kept', async () => {
    const panel = await mount('pp-things', { ...hiding, keep: 'all', kept: null });
    const choices = heard('pp-request-keep');
    expect(rows(panel)).toEqual([]);
    choose(panel, 'chosen');
    expect(choices).toEqual([{ keep: [5, 2] }]);
  });

  it('says that everything is hidden where nobody is in view', async () => {
    const panel = await mount('pp-things', { ...hiding, instances: [], kept: [] });
    expect(textIn(panel, '[role=status]')).toBe('Nobody is in view: everything is hidden.');
  });
});
