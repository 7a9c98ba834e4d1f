import { describe, expect, it } from 'vitest';
import type { AnalysisJob } from '../../../src/apps/analyst/job.ts';
import { Catalogue } from '../../../src/apps/analyst/catalogue.ts';
import { AnalysisJob as Job } from '../../../src/apps/analyst/job.ts';
import { createLiveSeries } from '../../../src/apps/analyst/live-series.ts';
import '../../../src/apps/analyst/panels/query-panel.ts';
import '../../../src/apps/analyst/panels/queue-panel.ts';
import type { TruthPanel } from '../../../src/apps/analyst/panels/truth-panel.ts';
import '../../../src/apps/analyst/panels/truth-panel.ts';
import { STREET_CLASSES } from '../../../src/protocol/street.ts';
import type { Hit } from '../../../src/core/query/evaluate.ts';
import type { TruthScore } from '../../../src/core/truth/score.ts';
import { expectAccessible, find, findAll, mount } from '../ui/fixture.ts';

const LONG = 'a-file-whose-name-is-far-longer-than-any-list-is-wide-'.repeat(4);

function score(classes: number): TruthScore {
  const matrix = new Float64Array(classes * classes).fill(3);
  for (let id = 0; id < classes; id += 1) matrix[id * classes + id] = 900;
  const perClass = Array.from({ length: classes }, () => 0.5);
  return { frames: [{ index: 0, miou: 0.5, perClass }], miou: 0.5, perClass, matrix, problems: [], notes: [] };
}

async function compared(names: readonly string[], width: number): Promise<TruthPanel> {
  const classes = names.map((name, id) => ({ id, name, colour: '#336699', thing: false }));
  const panel = await mount('pp-truth', { classes, compare: async () => score(names.length) });
  panel.parentElement!.style.width = `${width}px`;
  await panel.run([]);
  await panel.updateComplete;
  return panel;
}

describe('a query', () => {
  it('finds what the last frames of an analysis bring too, however soon they come after the others', async () => {
    const classes = [{ id: 0, name: 'road', colour: '#336699', thing: false }];
    const series = createLiveSeries(Uint32Array.of(0, 1, 2), Float64Array.of(0, 1, 2), 3, classes);
    const found: number[] = [];
    const panel = await mount('pp-query', { classes, series, onHits: (hits) => found.push(hits.length) });
    panel.propose('road > 50%');
    const grow = async (index: number, share: number): Promise<void> => {
      series.set(index, Float32Array.of(share));
      panel.revision += 1;
      await panel.updateComplete;
    };
    await grow(0, 0.9);
    await grow(1, 0.1);
    await grow(2, 0.9);
    await expect.poll(() => found.at(-1)).toBe(2);
  });

  const cars = [
    { id: 0, name: 'road', colour: '#336699', thing: false },
    { id: 1, name: 'car', colour: '#993333', thing: true },
  ];

  it('counts things, and completes what is counted by keys alone', async () => {
    const series = createLiveSeries(Uint32Array.of(0, 1, 2), Float64Array.of(0, 1, 2), 3, cars, ['count:car']);
    [0, 3, 4].forEach((count, index) => series.set(index, Float32Array.of(0.9, 0.1, count)));
    const found: (readonly Hit[])[] = [];
    const panel = await mount('pp-query', { classes: cars, series, onHits: (hits) => found.push(hits) });
    const input = find<HTMLInputElement>(panel, 'input');
    expect(input.placeholder).toContain('count(');
    const press = async (key: string): Promise<void> => {
      input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await panel.updateComplete;
    };
    input.focus();
    await panel.updateComplete;
    await press('ArrowDown');
    await press('Enter');
    expect(input.value).toBe('count(');
    await press('ArrowDown');
    await press('Enter');
    expect(input.value).toBe('count(car) ');
    input.value += '>= 3';
    input.dispatchEvent(new Event('input'));
    expect(found.at(-1)).toMatchObject([{ first: 1, last: 2, from: 1, to: 3 }]);
    await expectAccessible(panel);
  });

  it('of counts says in words why there are none', async () => {
    const series = createLiveSeries(Uint32Array.of(0), Float64Array.of(0), 1, cars);
    const panel = await mount('pp-query', { classes: cars, model: 'Driving', series });
    panel.propose('count(car) > 2');
    await panel.updateComplete;
    expect(find(panel, '.error').textContent).toContain('analysed without instances');
    panel.classes = cars.map((each) => ({ ...each, thing: false }));
    await panel.updateComplete;
    expect(find(panel, '.error').textContent).toContain('The model Driving has no class of things');
  });
});

describe('label images whose labels start at 1', () => {
  it('are compared again, from there', async () => {
    const asked: [number, number | undefined][] = [];
    const chosen: number[] = [];
    const classes = [{ id: 0, name: 'road', colour: '#336699', thing: false }];
    const panel = await mount('pp-truth', {
      classes,
      compare: async (files, { first }) => {
        asked.push([files.length, first]);
        return score(1);
      },
      onFirst: (first) => void chosen.push(first),
    });
    await panel.run([{ name: '0.png', blob: new Blob() }]);
    const input = find(panel, 'input[type=number]') as HTMLInputElement;
    input.value = '1';
    input.dispatchEvent(new Event('change'));
    await expect
      .poll(() => asked)
      .toEqual([
        [1, 0],
        [1, 1],
      ]);
    await panel.updateComplete;
    expect(find(panel, '.first span').textContent).toContain('0 is not scored');
    expect(chosen).toEqual([1]);
    await expectAccessible(panel);
  });

  it('are known by the model’s manifest, unless the visitor says otherwise', async () => {
    const asked: (number | undefined)[] = [];
    const panel = await mount('pp-truth', {
      start: 2,
      compare: async (_, { first }) => (asked.push(first), score(1)),
    });
    expect(find(panel, 'input[type=number]')).toHaveProperty('value', '2');
    await panel.run([]);
    panel.first = 0;
    await panel.run([]);
    expect(asked).toEqual([2, 0]);
  });
});

describe('the confusion matrix', () => {
  it.each([326, 270])('shows all of a street’s classes beside a picture, on %d pixels', async (width) => {
    const panel = await compared(STREET_CLASSES, width);
    const matrix = find(panel, '.matrix');
    const box = matrix.getBoundingClientRect();
    const heads = findAll(panel, '.matrix thead th').slice(1);
    expect(heads.map(({ title }) => title)).toEqual([...STREET_CLASSES]);
    const hidden = heads.filter((head) => head.getBoundingClientRect().right > box.right + 0.5);
    expect(hidden.map(({ title }) => title)).toEqual([]);
    expect(box.right).toBeLessThanOrEqual(panel.getBoundingClientRect().right + 0.5);
    await expectAccessible(panel);
  });

  it('is scrolled where there are more, and keeps its heads in sight', async () => {
    const panel = await compared(
      Array.from({ length: 40 }, (_, id) => `${LONG}${id}`),
      320,
    );
    const matrix = find(panel, '.matrix');
    expect(matrix.scrollWidth).toBeGreaterThan(matrix.clientWidth);
    matrix.scrollTo(200, 300);
    const box = matrix.getBoundingClientRect();
    const [corner, head] = findAll(panel, '.matrix thead th');
    const row = findAll(panel, '.matrix tbody th')[20]!;
    expect(corner!.getBoundingClientRect().left).toBeCloseTo(box.left, 0);
    expect(head!.getBoundingClientRect().top).toBeCloseTo(box.top, 0);
    expect(row.getBoundingClientRect().left).toBeCloseTo(box.left, 0);
    // long names leave room for figures
    expect(row.getBoundingClientRect().width).toBeLessThan(box.width / 2);
  });
});

describe('the list of videos', () => {
  it('cuts long names, and keeps its buttons and figures in sight', async () => {
    const source = { name: `${LONG}.mp4`, blob: null, url: '', handle: null };
    const choice = { model: LONG, backend: 'wasm', every: 1 } as const;
    const job: AnalysisJob = new Job(source, choice, new Catalogue());
    const entry = { ...source, key: 'k', model: LONG, done: 18, total: 100, markers: [], updated: 0 };
    const panel = await mount('pp-queue', { jobs: [job], current: job, earlier: [entry] });
    const right = panel.getBoundingClientRect().right + 0.5;
    for (const button of findAll(panel, 'button'))
      expect(button.getBoundingClientRect().right).toBeLessThanOrEqual(right);
    expect(find(panel, '.line span').title).toBe(source.name);
    const share = findAll(panel, '.line .caption').at(-1)!;
    expect(share.textContent).toContain('18 %');
    expect(share.scrollWidth).toBeLessThanOrEqual(share.clientWidth + 1);
    await expectAccessible(panel);
  });
});
