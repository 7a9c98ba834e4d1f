import { afterEach, expect, it } from 'vitest';
import '../../../src/elements/hud/hud.ts';
import '../../../src/elements/status/status.ts';
import { find, mount } from './fixture.ts';

afterEach(() => document.body.replaceChildren());

async function otherDocument(): Promise<Document> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  const { contentDocument } = frame;
  if (!contentDocument) throw new Error('no document');
  return contentDocument;
}

it('keeps its styles in another document, what lies in it too, and when it comes back', async () => {
  const hud = await mount('pp-hud');
  const home = hud.parentElement;
  const look = () => [
    getComputedStyle(find(hud, '.readouts')).display,
    getComputedStyle(find(find(hud, 'pp-sparkline'), '.plot')).overflow,
  ];
  const before = look();
  expect(before).toEqual(['grid', 'hidden']);
  (await otherDocument()).body.append(hud);
  expect(look()).toEqual(before);
  home?.append(hud);
  expect(look()).toEqual(before);
});

it('has its styles where it is drawn in another document for the first time', async () => {
  const other = await otherDocument();
  const status = Object.assign(document.createElement('pp-status'), { state: { kind: 'idle' } as const });
  other.body.append(status);
  await status.updateComplete;
  expect(getComputedStyle(find(status, '.cover')).display).toBe('grid');
});

it('gets its styles once a document that is shown nowhere has let go of it', async () => {
  const nowhere = document.implementation.createHTMLDocument();
  const status = Object.assign(document.createElement('pp-status'), { state: { kind: 'idle' } as const });
  nowhere.body.append(status);
  await status.updateComplete;
  (await otherDocument()).body.append(status);
  expect(getComputedStyle(find(status, '.cover')).display).toBe('grid');
});
