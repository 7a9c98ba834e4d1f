import { describe, expect, it } from 'vitest';
import { checkRefine } from '../../../src/core/refine/refine-schema.ts';
import { REFINE_STAGES } from '../../../src/core/refine/stages.ts';
import '../../../src/elements/refine-panel/refine-panel.ts';
import { expectAccessible, find, findAll, heard, mount, textOf } from './fixture.ts';

const own = { temporal: 0.75, guided: { radius: 2, epsilon: 1e-3 } };

function slide(panel: Element, name: string, value: number): void {
  const slider = find<HTMLInputElement>(panel, `input[name=${name}]`);
  slider.value = String(value);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}

const said = (panel: Element, name: string): string =>
  textOf(find(panel, `input[name=${name}]`).parentElement?.querySelector('output'));

describe('the refinement panel', () => {
  it('shows the model’s own until the visitor chooses', async () => {
    const panel = await mount('pp-refine', { own });
    expect([said(panel, 'temporal'), said(panel, 'closing'), said(panel, 'radius')]).toEqual(['75 %', 'off', '2 px']);
    expect(find<HTMLInputElement>(panel, 'input[name=guided]').checked).toBe(true);
    expect(find<HTMLButtonElement>(panel, 'button').disabled).toBe(true);
    panel.refine = { closing: 2 };
    await panel.updateComplete;
    expect([said(panel, 'temporal'), said(panel, 'closing')]).toEqual(['0 %', '2 px']);
    expect(find<HTMLButtonElement>(panel, 'button').disabled).toBe(false);
  });

  it('asks for one value changed and the others as they are', async () => {
    const panel = await mount('pp-refine', { own });
    const requests = heard('pp-request-refine');
    slide(panel, 'opening', 3);
    slide(panel, 'epsilon', -2);
    find(panel, 'input[name=guided]').click();
    expect(requests).toEqual([
      { refine: { ...own, opening: 3 } },
      { refine: { ...own, guided: { radius: 2, epsilon: 0.01 } } },
      { refine: { ...own, guided: false } },
    ]);
  });

  it('has a control for all that a stage declares, and sends what its check accepts', async () => {
    const panel = await mount('pp-refine', { own: false });
    const requests = heard('pp-request-refine');
    const declared = REFINE_STAGES.flatMap(({ options }) => Object.entries(options));
    for (const [name, option] of declared) {
      if (option.kind === 'switch') find(panel, `input[name=${name}]`).click();
      else slide(panel, option.slider?.name ?? name, option.most);
    }
    expect(requests.map(({ refine }) => Object.keys(refine ?? {}))).toEqual(declared.map(([name]) => [name]));
    for (const { refine } of requests) expect(() => checkRefine(refine ?? false)).not.toThrow();
  });

  it('goes back to the model’s own', async () => {
    const panel = await mount('pp-refine', { own, refine: false });
    const requests = heard('pp-request-refine');
    find(panel, 'button').click();
    expect(requests).toEqual([{ refine: null }]);
  });

  it('asks where to hatch and whether to split', async () => {
    const panel = await mount('pp-refine', { own });
    const [doubts, splits] = [heard('pp-request-doubt'), heard('pp-request-split')];
    slide(panel, 'doubt', 0.6);
    find(panel, 'input[name=split]').click();
    expect([doubts, splits]).toEqual([[{ doubt: 0.6 }], [{ split: 0.5 }]]);
    panel.split = 0.3;
    await panel.updateComplete;
    find(panel, 'input[name=split]').click();
    expect(splits.at(-1)).toEqual({ split: null });
  });

  it('requests a second, mirrored pass', async () => {
    const panel = await mount('pp-refine', { own });
    const requests = heard('pp-request-augment');
    find(panel, 'input[name=mirror]').click();
    expect(requests).toEqual([{ mirror: true }]);
  });

  it('offers a second model where one has the same classes, and shows which one is chosen', async () => {
    const panel = await mount('pp-refine', { own });
    expect(findAll(panel, 'select')).toEqual([]);
    panel.partners = [{ id: 'driving', title: 'Driving' }];
    await panel.updateComplete;
    const requests = heard('pp-request-ensemble');
    const select = find<HTMLSelectElement>(panel, 'select[name=ensemble]');
    select.value = 'driving';
    select.dispatchEvent(new Event('change'));
    expect(requests).toEqual([{ ensemble: 'driving' }]);
    await panel.updateComplete;
    expect(select.value).toBe('');
    panel.ensemble = 'https://example.test/own.json';
    await panel.updateComplete;
    expect(select.selectedOptions[0]?.textContent).toBe('https://example.test/own.json');
  });

  it('lets nobody set what is switched off', async () => {
    const panel = await mount('pp-refine', { own: false });
    expect(['radius', 'epsilon'].map((name) => find<HTMLInputElement>(panel, `input[name=${name}]`).disabled)).toEqual([
      true,
      true,
    ]);
  });

  it('fits a phone and is accessible', async () => {
    const panel = await mount('pp-refine', { own });
    if (panel.parentElement) panel.parentElement.style.width = '340px';
    await panel.updateComplete;
    const right = panel.getBoundingClientRect().right;
    expect(
      findAll(panel, 'label, output, button').filter((each) => each.getBoundingClientRect().right > right),
    ).toEqual([]);
    await expectAccessible(panel);
  });
});
