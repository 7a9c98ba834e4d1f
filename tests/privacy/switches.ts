import type { RefineOptions } from '../../src/core/refine/stages.ts';
import type { Overlay } from '../../src/core/view/overlay.ts';
import type { Change } from './in-page.ts';
import type { Made } from './scene.ts';

const HIDING: readonly Overlay[] = ['blur', 'replace', 'cutout'];
const SHOWING: readonly Overlay[] = ['none', 'labels', 'outline', 'confidence'];
const REFINES: readonly (RefineOptions | false)[] = [
  false,
  { temporal: 0.8 },
  { closing: 2, opening: 1 },
  { guided: { radius: 4, epsilon: 1e-3 } },
  { minRegion: 40 },
];
const CAMERAS = [
  { width: 640, height: 360 },
  { width: 320, height: 180 },
  { width: 480, height: 360 },
];

/** What a visitor or a page may change, each by its name in the report. */
export type Switch =
  | 'overlay'
  | 'model'
  | 'source'
  | 'mirror'
  | 'size'
  | 'background'
  | 'keep'
  | 'hidden tab'
  | 'pause'
  | 'refine'
  | 'backend';

export interface World extends Omit<Made, 'models'> {
  /** Address of the folder of what was made. */
  readonly at: string;
  /** Ids, or manifests' addresses; empty: what suits. */
  readonly models: readonly string[];
  /** Where there are two of them. */
  readonly backends: readonly ('wasm' | 'webgpu')[];
  random(): number;
}

/** Changes at random; each says of itself what it is. */
export function switches({ at, models, picture, film, ground, backends, random }: World) {
  const any = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const who = (): Pick<Change, 'of'> => any([{}, { of: 'element' }, { of: 'track' }] as const);
  const both = (doing: string, of: Partial<Change['element'] & Change['track']>): Change => ({
    doing,
    ...who(),
    element: of as NonNullable<Change['element']>,
    track: of as NonNullable<Change['track']>,
  });
  /** Now and then one that shows the wall comes between. */
  const overlay = (): Change[] => {
    const next = any(HIDING);
    const hide = { doing: `overlay ${next}`, element: { overlay: next }, track: { overlay: next } };
    if (random() < 0.7) return [{ ...hide, ...who() }];
    const shows = any(SHOWING);
    return [{ doing: `overlay ${shows}`, element: { overlay: shows }, track: { overlay: shows } }, hide];
  };
  const made: Readonly<Record<Switch, () => Change[]>> = {
    overlay,
    // what is switched while nobody looks must not be seen by who looks again
    'hidden tab': overlay,
    model: () => {
      const model = any(models);
      // a track's automatic choice is no name
      return [{ doing: `model ${model}`, ...who(), element: { model }, track: { model: model || undefined } }];
    },
    source: () =>
      any([
        [{ doing: 'source camera', of: 'element', element: { source: 'camera' } }],
        [{ doing: 'a picture', of: 'element', file: at + picture }],
        [{ doing: 'a film', of: 'element', file: at + film }],
        [
          { doing: 'another camera', of: 'element', element: { source: '' } },
          { doing: 'another camera', of: 'element', element: { source: 'camera' } },
        ],
      ] as const).map((each) => ({ ...each })),
    mirror: () =>
      random() < 0.5
        ? [both('averaging with the mirrored picture', { mirror: random() < 0.5 })]
        : [{ doing: 'mirrored', of: 'element', element: { mirrored: random() < 0.5 } }],
    size: () => {
      const size = any(CAMERAS);
      return [{ doing: `camera of ${size.width} × ${size.height}`, of: 'track', camera: size }];
    },
    background: () => {
      const background = any([
        'blur 0.5',
        'blur 1',
        'bokeh 0.7',
        'studio',
        '#204060',
        'transparent',
        at + ground,
        null,
      ]);
      return [both('background', { background, lightWrap: any([0, 0, 1]) })];
    },
    keep: () => [
      both('keep', { keep: any(['all', 'nearest', [1], []] as const) }),
      // those who were chosen by their number are nobody to the next worker: all would stay hidden
      { doing: 'keeping all', element: { keep: 'all' }, track: { keep: 'all' } },
    ],
    pause: () => [
      { doing: 'pause', act: any(['pause', 'off']) },
      { doing: 'going on', of: 'element', act: 'play' },
      { doing: 'going on', of: 'track', act: 'on' },
    ],
    refine: () => [both('refine', { refine: any(REFINES) })],
    backend: () => [both('backend', { backend: any(backends) })],
  };
  const kinds = (Object.keys(made) as Switch[]).filter((kind) => kind !== 'backend' || backends.length > 1);
  return {
    next(): { readonly kind: Switch; readonly changes: readonly Change[] } {
      const kind = any(kinds);
      return { kind, changes: made[kind]() };
    },
    any,
  };
}
