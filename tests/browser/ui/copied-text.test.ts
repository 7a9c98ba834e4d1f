import { expect, it } from 'vitest';
import '../../../src/apps/analyst/panels/truth-panel.ts';
import type { ModelClass } from '../../../src/core/manifest/manifest.ts';
import '../../../src/elements/legend/legend.ts';
import { needs } from '../needs.ts';
import { find, mount } from './fixture.ts';

const copying = await needs('copyEvents');

const classes: readonly ModelClass[] = ['=1+1', 'sky', '\t@SUM(1)'].map((name, id) => ({
  id,
  name,
  colour: '#336699',
  thing: false,
}));

/** What copying all of an element would put into the clipboard; null: what the browser makes of it. */
function copied(host: HTMLElement, selector: string): string | null {
  const element = find(host, selector);
  getSelection()?.selectAllChildren(element);
  const clipboardData = new DataTransfer();
  const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, composed: true, cancelable: true });
  element.dispatchEvent(event);
  return event.defaultPrevented ? clipboardData.getData('text/plain') : null;
}

it('a legend that is copied runs nothing in a spreadsheet', copying, async () => {
  const legend = await mount('pp-legend', { classes, shares: Float32Array.of(0.5, 0.25, 0.25) });
  const text = copied(legend, 'table');
  expect(text).toContain("'=1+1");
  expect(text).toContain("'@SUM(1)");
  expect(text).toMatch(/(^|\n)sky/);
});

it('nor does a confusion matrix', copying, async () => {
  const panel = await mount('pp-truth', {
    classes,
    compare: async () => ({
      frames: [{ index: 0, miou: 0.5, perClass: [0.5, 0.5, null] }],
      miou: 0.5,
      perClass: [0.5, 0.5, null],
      matrix: Float64Array.of(1, 1, 0, 0, 1, 0, 0, 0, 0),
      problems: [],
      notes: [],
    }),
  });
  await panel.run([]);
  await panel.updateComplete;
  const text = copied(panel, '.matrix table') ?? '';
  for (const line of text.split('\n')) for (const cell of line.split('\t')) expect(cell).not.toMatch(/^\s*[=@+-]/);
  expect(text).toContain("'=1+1");
});

it('a copy without a formula is the browser’s own', copying, async () => {
  const legend = await mount('pp-legend', { classes: [classes[1]!], shares: Float32Array.of(1) });
  expect(copied(legend, 'table')).toBeNull();
});
