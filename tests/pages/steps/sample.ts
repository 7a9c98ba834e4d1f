import { expect, type Step } from '../step.ts';
import { until } from '../until.ts';
import { analysed } from './analysis.ts';

const FRAMES = 120;
const LEAST_MIOU = 0.4;

export const sample: Step = {
  name: 'sample drive',
  page: 'analysis',
  limit: 120,
  async run(visit, { site }) {
    await visit.open(`${site}analyze.html?backend=wasm`);
    await visit.click({ css: 'button', text: 'Try the sample drive' });
    const rate = await analysed(visit, FRAMES, 100);
    const [miou, stretches] = await until(
      visit,
      'mIoU and answer to the query',
      () => {
        const root = document.querySelector('pp-analyst')?.shadowRoot;
        const text = (tag: string): string => root?.querySelector(tag)?.shadowRoot?.textContent ?? '';
        const [, score] = /mIoU ([\d.]+)/.exec(text('pp-truth')) ?? [];
        const [, found] = /(\d+)\s+stretch/.exec(text('pp-query')) ?? [];
        return score !== undefined && found !== undefined ? [Number(score), Number(found)] : null;
      },
      null,
    );
    expect((miou ?? 0) > LEAST_MIOU && (stretches ?? 0) > 0, `mIoU ${miou}, ${stretches} stretches.`);
    return { rate, seen: `${FRAMES} frames, mIoU ${miou}, ${stretches} stretches found` };
  },
};
