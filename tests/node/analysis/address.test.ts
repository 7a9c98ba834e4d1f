import { describe, expect, it } from 'vitest';
import { readAddress, saidOf } from '../../../src/apps/analyst/address.ts';
import { FIRST_CHOICE, type JobChoice } from '../../../src/apps/analyst/choice.ts';
import { isOn, readdressed, type Said } from '../../../src/apps/site/address.ts';
import { analyzeOptions } from '../../../src/core/options/options.ts';
import { FIRST_VIEW } from '../../../src/protocol/video.ts';

const CHOICE: JobChoice = {
  model: 'driving-street',
  backend: 'wasm',
  runtime: 'ort',
  every: { perSecond: 2 },
  refine: { closing: 2, guided: { radius: 4, epsilon: 1e-4 } },
  mirror: true,
  ensemble: 'driving',
};
const PAGE = { choice: FIRST_CHOICE, view: FIRST_VIEW, current: null };

const read = (query: string) => readAddress(new URLSearchParams(query));
const query = (said: Said): string => new URL(readdressed('https://example.org/analyze.html', {}, said)).search;

describe('the address of an analysis', () => {
  it('takes every option that analyzeVideo takes, and says it again', () => {
    const { choice, wrong } = read(
      'model=driving-street&backend=wasm&runtime=ort&every=2/s&mirror&ensemble=driving' +
        '&refine={"closing":2,"guided":{"radius":4,"epsilon":1e-4}}&utm_source=mail',
    );
    expect(wrong).toEqual([]);
    expect(choice).toEqual(CHOICE);
    // nothing that an analysis may be told is missing: what is left are what a page decides and how it is followed
    expect(analyzeOptions(choice)).toEqual(CHOICE);
    expect(read(query(saidOf({ ...PAGE, choice }))).choice).toEqual(CHOICE);
  });

  it('says how frames are shown, and where labels of one’s own start', () => {
    const shown = {
      ...PAGE,
      view: { overlay: 'outline', opacity: 0.7 },
      choice: { ...FIRST_CHOICE, labelsStart: 1 },
    } as const;
    expect(query(saidOf(shown))).toBe('?overlay=outline&opacity=0.7&labels-start=1');
    const { view, choice } = read('overlay=Outline&opacity=0.7&labels-start=1');
    expect({ view, choice }).toEqual({ view: shown.view, choice: shown.choice });
  });

  it('says nothing of what is as it always is', () => {
    expect(query(saidOf(PAGE))).toBe('');
    expect(read('refine=&mirror=no&ensemble=&every=').choice).toEqual(FIRST_CHOICE);
  });

  it('leads to the video that is looked at and how it was analysed, where an address can', () => {
    const source = { url: 'https://example.org/drives/a%20b.mp4?day=2' };
    const said = saidOf({ ...PAGE, current: { source, choice: { ...CHOICE, refine: false } } });
    expect(said).toMatchObject({ video: '/drives/a%20b.mp4?day=2', refine: 'off', mirror: '', every: '2/s' });
    expect(new URL(read(query(said)).video, 'https://example.org/').href).toBe(source.url);
    // a file of the visitor's lies nowhere else: then it says how the next one is analysed
    expect(saidOf({ ...PAGE, current: { source: { url: '' }, choice: CHOICE } })).toEqual(saidOf(PAGE));
  });

  it('leads to the sample drive, which has a model of its own', () => {
    const choice = { ...FIRST_CHOICE, model: 'driving-street', mirror: true };
    const said = query(saidOf({ ...PAGE, current: { source: { url: '', sample: true }, choice } }));
    expect(said).toBe('?sample=&mirror=');
    expect(read(said).sample).toEqual(choice);
    expect(read(said).choice).toEqual({ ...FIRST_CHOICE, mirror: true });
    expect(read('sample&model=driving').sample).toMatchObject({ model: 'driving' });
    expect(read('sample=no').sample).toBe(null);
  });

  it.each([
    ['backend=gpu', /“backend”/],
    ['every=0', /“every”/],
    ['refine={"closing":99}', /"refine.closing"/],
    ['refine={closing}', /"refine"/],
    ['overlay=blur', /“overlay”/],
    ['opacity=2', /“opacity”/],
    ['labels-start=-1', /“labels-start”/],
  ])('names what is wrong in %s, and takes the rest', (given, problem) => {
    const { choice, wrong } = read(`${given}&model=tiny&mirror`);
    expect(wrong.map((error) => [error.code, error.problem])).toEqual([
      ['option-invalid', expect.stringMatching(problem)],
    ]);
    expect(choice).toEqual({ ...FIRST_CHOICE, model: 'tiny', mirror: true });
  });
});

describe('an address that follows what is seen', () => {
  const ADDRESS = 'https://example.org/?utm_source=mail&mirror=yes&refine=%7B%22closing%22:2%7D#top';

  it('changes what was changed, and leaves everything else as it was written', () => {
    const before = { mirror: '', refine: '{"closing":2}', overlay: null };
    expect(readdressed(ADDRESS, before, before)).toBe(ADDRESS);
    const now = { ...before, mirror: null, overlay: 'outline' };
    const { searchParams, hash } = new URL(readdressed(ADDRESS, before, now));
    expect([Object.fromEntries(searchParams), hash]).toEqual([
      { utm_source: 'mail', refine: '{"closing":2}', overlay: 'outline' },
      '#top',
    ]);
  });

  it('knows a switch that says no', () => {
    expect([null, '', 'yes', 'false', 'Off', '0', 'no'].map(isOn)).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
