import { expect, type Step } from '../step.ts';
import { until } from '../until.ts';
import { frameRate } from './labelled.ts';

export const example: Step = {
  name: 'element and function',
  street: true,
  page: 'example',
  limit: 60,
  async run(visit, { site, quarters }) {
    await visit.open(`${site}example.html`);
    const rate = await frameRate(visit);
    await until(visit, 'function', () => (document.querySelector('output')?.dataset['ready'] ? true : null), null);
    await visit.choose('main > p input[type=file]', [quarters]);
    const answer = await until(
      visit,
      'answer of the function',
      () => {
        const text = document.querySelector('output')?.textContent ?? '';
        return text.startsWith('Choose') ? null : text;
      },
      null,
    );
    expect(/^240 × 240 pixels, \d/.test(answer), `The function answers: ${answer}`);
    return { rate, seen: answer };
  },
};
