import { STEP_IDS } from '../../../src/apps/learn/steps/step-ids.ts';
import { TEXTS } from '../../../src/apps/learn/texts/texts.ts';
import { expect, type Step } from '../step.ts';
import { until } from '../until.ts';

/** Each step by its own address, on the camera, with what the network says of the picture beside it. */
export const learn: Step = {
  name: 'six steps',
  page: 'learn',
  limit: 120,
  async run(visit, { site }) {
    const seen: string[] = [];
    for (const id of STEP_IDS) {
      await visit.open(`${site}learn.html?step=${id}&lang=en&source=camera`);
      const title = await until(
        visit,
        `labelled picture at the step ${id}`,
        () => {
          const root = document.querySelector('pp-learn')?.shadowRoot;
          const aside = root?.querySelector('.aside');
          const labelled = aside && !aside.querySelector('[role=status], [role=alert]');
          return labelled ? (root?.querySelector('#title')?.textContent ?? '') : null;
        },
        null,
      );
      expect(title === TEXTS.en.steps[id].title, `The step ${id} says: ${title}`);
      seen.push(id);
    }
    return { rate: null, seen: seen.join(', ') };
  },
};
