import type { Visit } from '../drivers/visit.ts';
import { expect, type Step } from '../step.ts';
import { until } from '../until.ts';
import { frameRate, labelledAs, legend, listen, rightColours } from './labelled.ts';

const INPUT = 'input[type=file]';
/** How far an image's quarter may be from one, with its edges resampled to the model's grid. */
const TOLERANCE = 0.03;

/** Opens the demo, gives it a file, and waits until that is what is labelled. */
async function opened(
  visit: Visit,
  address: string,
  path: string,
  height: number,
  classes: number,
): Promise<readonly number[]> {
  await visit.open(address);
  await listen(visit);
  await until(
    visit,
    'viewer',
    () => (document.querySelector('per-pixel')?.shadowRoot?.querySelector('pp-toolbar') ? true : null),
    null,
  );
  await visit.choose(INPUT, [path]);
  return (await labelledAs(visit, 'the file', classes, height)).shares;
}

export const video: Step = {
  name: 'video file',
  page: 'demo',
  limit: 90,
  async run(visit, { site, person }) {
    await opened(visit, `${site}?source=camera&model=tiny&backend=wasm`, person.path, person.height, 4);
    const colours = await rightColours(visit);
    await opened(visit, `${site}?source=camera&model=selfie&backend=wasm`, person.path, person.height, 2);
    const rate = await frameRate(visit);
    const rows = await legend(visit);
    expect(rows.length === 2, `The legend has ${rows.length} lines: ${rows.join('; ')}.`);
    return { rate, seen: `selfie, ${person.width}×${person.height} at ${person.rate}; tiny: ${colours}` };
  },
};

export const image: Step = {
  name: 'image',
  page: 'demo',
  limit: 60,
  async run(visit, { site, quarters }) {
    const shares = await opened(visit, `${site}?source=camera&model=tiny&backend=wasm`, quarters, 240, 4);
    const told = shares.map((share) => `${(share * 100).toFixed(1)} %`).join(', ');
    expect(
      shares.every((share) => Math.abs(share - 0.25) < TOLERANCE),
      `Four quarters are labelled ${told}.`,
    );
    const rows = await legend(visit);
    expect(rows.length === 4, `The legend has ${rows.length} lines.`);
    return { rate: null, seen: `dark, red, green, blue: ${told}` };
  },
};
