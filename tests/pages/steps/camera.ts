import { expect, type Step } from '../step.ts';
import { until } from '../until.ts';
import { frameRate, labelledAs, legend, listen, rightColours } from './labelled.ts';

export const camera: Step = {
  name: 'camera',
  page: 'demo',
  limit: 90,
  async run(visit, { site }) {
    await visit.open(`${site}?model=tiny&backend=wasm`);
    await visit.click({ css: 'button[data-source=camera]' });
    await until(visit, 'camera', () => (document.querySelector('per-pixel')?.source === 'camera' ? true : null), null);
    await listen(visit);
    await labelledAs(visit, 'the camera', 4);
    const colours = await rightColours(visit);
    // its own page: what runs in a browser that has just begun is slow
    await visit.open(`${site}?source=camera&model=selfie&backend=wasm`);
    await listen(visit);
    const rate = await frameRate(visit);
    const rows = await legend(visit);
    expect(rows.length === 2, `The legend has ${rows.length} lines: ${rows.join('; ')}.`);
    const { width, height } = await labelledAs(visit, 'the camera', 2);
    return { rate, seen: `selfie, ${width}×${height}; tiny: ${colours}` };
  },
};
