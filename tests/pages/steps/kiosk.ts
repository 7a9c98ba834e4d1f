import { strFromU8 } from 'fflate';
import { expect, type Step } from '../step.ts';
import { until } from '../until.ts';
import { frameRate, labels } from './labelled.ts';

export const kiosk: Step = {
  name: 'kiosk',
  street: true,
  page: 'kiosk',
  limit: 60,
  async run(visit, { site }) {
    await visit.open(`${site}?kiosk`);
    const rate = await frameRate(visit);
    const words = await until(
      visit,
      'strip of classes',
      () => {
        const root = document.querySelector('pp-kiosk-screen')?.shadowRoot;
        const strip = root?.querySelector('pp-kiosk-strip')?.shadowRoot?.textContent ?? '';
        return /\d/.test(strip) ? (root?.textContent ?? '').replaceAll(/\s+/g, ' ').trim() : null;
      },
      null,
    );
    const { state, source, cursor } = await visit.run(() => {
      const viewer = document.querySelector('per-pixel');
      return {
        state: viewer?.kioskState ?? null,
        source: viewer?.source ?? '',
        cursor: getComputedStyle(document.documentElement).cursor,
      };
    }, null);
    expect(/Nothing is recorded/.test(words), `The screen says: ${words.slice(0, 200)}`);
    return { rate, seen: `shows ${source}, ${JSON.stringify(state)}, cursor ${cursor}` };
  },
};

export const health: Step = {
  name: 'health',
  street: true,
  page: 'health',
  limit: 60,
  async run(visit, { site }) {
    await visit.open(`${site}?kiosk&model=tiny&backend=wasm`);
    await labels(visit, 10);
    await visit.open(`${site}health.html`);
    const verdict = await until(
      visit,
      'verdict about the kiosk',
      () => document.querySelector('pp-health')?.shadowRoot?.querySelector('.verdict')?.textContent?.trim() ?? null,
      null,
    );
    const { name, bytes } = await visit.take(() => visit.click({ css: 'button', text: 'Export' }));
    const file = JSON.parse(strFromU8(bytes)) as { format?: string; entries?: readonly unknown[] };
    expect(file.format === 'perpixel-health' && (file.entries?.length ?? 0) > 0, `${name} holds no log.`);
    return { rate: null, seen: `“${verdict}”, ${file.entries?.length} entries exported` };
  },
};
