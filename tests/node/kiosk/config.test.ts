import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, readConfig } from '../../../src/apps/kiosk/config/config.ts';

const GOOD = {
  source: 'camera',
  model: 'selfie',
  backend: 'wasm',
  runtime: 'litert',
  fit: 'contain',
  overlays: [
    { overlay: 'labels', seconds: 30, opacity: 0.4 },
    { overlay: 'outline', seconds: 10 },
    { overlay: 'replace', background: 'hills' },
  ],
  texts: [
    {
      language: 'en',
      title: 'Look',
      invitation: 'Come closer',
      privacy: 'Nothing is kept',
      moment: 'One moment',
      learn: 'Have a look',
      teach: 'Show it a thing',
      classes: { person: 'you' },
    },
    { language: 'de-AT', title: 'Schau', invitation: 'Komm näher', privacy: 'Nichts wird behalten' },
  ],
  language: 'rotate',
  languageSeconds: 15,
  idle: { seconds: 60, share: 0.02 },
  attract: { source: 'media/loop.mp4', model: 'driving-street', overlays: [{ overlay: 'labels' }] },
  learn: { seconds: 60, source: 'street' },
  teach: { seconds: 30, watch: 90, model: 'features' },
  brightness: [{ from: '21:00', to: '08:00', level: 0.3 }],
  pixelShift: 4,
  settings: false,
  updateHour: 3,
};

/** The good file with one thing changed. */
function changed(path: string, value: unknown): string {
  const copy = structuredClone(GOOD) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return JSON.stringify(copy);
}

/** The field that is wrong, how it was spoilt, and what the remedy must speak of. */
const MUTATIONS: readonly (readonly [field: string, value: unknown, remedy: RegExp])[] = [
  ['source', 5, /camera, street/],
  ['source', 'https://elsewhere.example/film.mp4', /on this server/],
  ['source', '//elsewhere.example/film.mp4', /on this server/],
  ['model', { id: 'selfie' }, /id of a model/],
  ['model', 'https://elsewhere.example/model.json', /on this server/],
  ['backend', 'quantum', /auto, webgpu or wasm/],
  ['runtime', 'tensorflow', /auto, ort or litert/],
  ['fit', 'fill', /cover or contain/],
  ['learn', true, /false, or an object/],
  ['learn', { seconds: 2 }, /false, or an object/],
  ['learn', { source: 'https://elsewhere.example/film.mp4' }, /false, or an object/],
  ['teach', true, /false, or an object/],
  ['teach', { watch: 5 }, /false, or an object/],
  ['teach', { keep: true }, /false, or an object/],
  ['teach', { model: 'https://elsewhere.example/model.json' }, /false, or an object/],
  ['texts.0.teach', '', /1 to 40 characters/],
  ['overlays', [], /at least one/],
  ['overlays', 'labels', /a list/],
  ['overlays.0.overlay', 'sparkles', /labels, outline/],
  ['overlays.1.seconds', '10', /from 3 to 86400/],
  ['overlays.1.seconds', 0, /from 3 to 86400/],
  ['overlays.0.opacity', 1.5, /from 0 to 1/],
  ['overlays.0.background', 'hils', /a scene such as hills/],
  ['overlays.0.background', 'https://example.org/room.jpg', /on this server/],
  ['overlays.0', null, /an object such as/],
  ['texts', [], /at least one language/],
  ['texts.0.title', '', /1 to 60 characters/],
  ['texts.0.title', 'x'.repeat(61), /1 to 60 characters/],
  ['texts.1.privacy', undefined, /Add it.*invitation and privacy/],
  ['texts.0.language', 'english!', /language tag/],
  ['texts.0.classes', ['Mensch'], /an object such as/],
  ['texts.0.classes.person', '', /1 to 60 characters/],
  ['language', 'it', /en, de-AT/],
  ['languageSeconds', -1, /from 5 to 3600/],
  ['idle', 45, /an object such as/],
  ['idle.seconds', null, /from 5/],
  ['idle.share', 3, /from 0.001 to 0.9/],
  ['attract', true, /false, or an object/],
  ['brightness', { from: '21:00' }, /a list of hours/],
  ['brightness.0.from', '25:00', /time of day/],
  ['brightness.0.level', 'dim', /from 0 to 1/],
  ['pixelShift', 400, /from 0 to 40/],
  ['settings', 'yes', /true or false/],
  ['updateHour', 24, /0 to 23/],
  ['updateHour', 2.5, /0 to 23/],
  ['colour', 'red', /source, model, backend/],
];

describe('kiosk.json', () => {
  it('may say nothing', () => {
    expect(readConfig('{}').config).toEqual(DEFAULT_CONFIG);
    expect(DEFAULT_CONFIG).toMatchObject({ source: '', settings: true, updateHour: null });
  });

  it('may say everything', () => {
    expect(readConfig(JSON.stringify(GOOD))).toMatchObject({
      config: { ...GOOD, overlays: [{}, { opacity: 0.5 }, { background: 'hills' }] },
    });
  });

  it('may begin with the mark that some editors write', () => {
    expect(readConfig('\uFEFF{}').mistake).toBeNull();
  });

  it.each(MUTATIONS)('names “%s” when it is %j, and what to use', (field, value, remedy) => {
    const { config, mistake } = readConfig(changed(field, value));
    expect(config).toBeNull();
    expect(mistake?.field).toBe(field);
    expect(mistake?.problem).toContain(field);
    expect(mistake?.remedy).toMatch(remedy);
  });

  it.each(['', '{', '[]', 'null', '"camera"', '{"source": "camera",}', '<!doctype html>', '\0'])(
    'says what to do about %j',
    (text) => {
      const { config, mistake } = readConfig(text);
      expect(config).toBeNull();
      expect(mistake?.problem).toMatch(/^The file is /);
      expect(mistake?.remedy).not.toBe('');
    },
  );

  it('is read or refused with a sentence, whatever is written over it', () => {
    const text = JSON.stringify(GOOD);
    const edit = fc.tuple(fc.nat(text.length), fc.nat(12), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(edit, ([at, length, put]) => {
        const { config, mistake } = readConfig(text.slice(0, at) + put + text.slice(at + length));
        expect((config === null) !== (mistake === null)).toBe(true);
        if (mistake) expect(mistake.problem.length * mistake.remedy.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('is read or refused with a sentence, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { config, mistake } = readConfig(text);
        expect((config === null) !== (mistake === null)).toBe(true);
      }),
    );
  });
});
