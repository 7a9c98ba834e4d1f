import { expect, type Step } from '../step.ts';
import { frameRate, labelledAs, legend, listen } from './labelled.ts';

/** Far from chance, which is below 0.1. */
const LEAST_MIOU = 0.4;

export const street: Step = {
  name: 'street',
  street: true,
  page: 'demo',
  limit: 60,
  async run(visit, { site }) {
    await visit.open(`${site}?backend=wasm`);
    await visit.click({ css: 'button[data-source=street]' });
    await listen(visit);
    await labelledAs(visit, 'the street', 11);
    const rate = await frameRate(visit);
    const rows = await legend(visit);
    expect(rows.length === 11, `The legend has ${rows.length} lines.`);
    const { miou } = await labelledAs(visit, 'the street', 11);
    expect(miou !== null && miou > LEAST_MIOU, `The street’s mIoU is ${miou}.`);
    return { rate, seen: `driving-street, mIoU ${miou.toFixed(2)}` };
  },
};
