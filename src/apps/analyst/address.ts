import { everyText, parseEvery } from '../../core/analysis/every.ts';
import { PerPixelError, toPerPixelError } from '../../core/errors/errors.ts';
import { LABELLINGS, type Labelling } from '../../core/instances/instance.ts';
import { checkRefine } from '../../core/refine/refine-schema.ts';
import { readRefine, refineText } from '../../core/refine/refine-text.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import { parseLabelsStart } from '../../core/truth/labels-start.ts';
import { BACKENDS } from '../../core/tuning/backend.ts';
import { RUNTIME_CHOICES, type RuntimeChoice } from '../../core/tuning/runtime.ts';
import { ANALYSIS_OVERLAYS, FIRST_VIEW, type AnalysisView } from '../../protocol/video.ts';
import { isOn, type Said } from '../site/address.ts';
import { FIRST_CHOICE, type JobChoice } from './choice.ts';
import { SAMPLE } from './sample/sample.ts';

/** What an address says of the page. */
export interface AnalystAddress {
  readonly choice: JobChoice;
  readonly view: AnalysisView;
  /** A video of this origin; '' for none. */
  readonly video: string;
  /** How the drive that the page brings along is to be analysed; null: it is not to be opened. */
  readonly sample: JobChoice | null;
  /** What is opened is to be taught on. */
  readonly teach: boolean;
  /** What is no value of its option; in its place there is the default. */
  readonly wrong: readonly PerPixelError[];
}

/** What the page shows, as far as an address can say it. */
interface Shown {
  /** For videos opened from now on. */
  readonly choice: JobChoice;
  readonly view: AnalysisView;
  /** Default false. */
  readonly teaching?: boolean;
  readonly current: {
    readonly choice: JobChoice;
    readonly source: { readonly url: string; readonly sample?: boolean };
  } | null;
}

const REMEDY =
  'Use video=URL or sample, model=ID, backend=auto, webgpu or wasm, runtime=auto, ort or litert, every=1 or more, or every=2/s, refine=JSON or off, ' +
  'mirror, ensemble=ID, labelling=semantic, instance or panoptic, labels-start=0 or more, overlay=labels, outline or none, ' +
  'opacity=0 to 1.';

/** Names that are none of ours are somebody else's (`utm_source`). */
export function readAddress(query: URLSearchParams): AnalystAddress {
  const wrong: PerPixelError[] = [];
  /** What an option says; where that is null, it is wrong. Absent and empty are the default. */
  const read = <T>(name: string, instead: T, parse: (text: string) => T | null | undefined): T => {
    const text = query.get(name)?.trim();
    if (!text) return instead;
    try {
      const value = parse(text);
      if (value !== null && value !== undefined) return value;
      throw new PerPixelError('option-invalid', `The address has a wrong option “${name}”.`, REMEDY);
    } catch (thrown) {
      wrong.push(toPerPixelError(thrown, 'option-invalid', REMEDY));
      return instead;
    }
  };
  const model = query.get('model')?.trim();
  const choice: JobChoice = {
    model: model || FIRST_CHOICE.model,
    backend: read('backend', FIRST_CHOICE.backend, (text) => BACKENDS.find((each) => each === text.toLowerCase())),
    runtime: read<RuntimeChoice | undefined>('runtime', undefined, (text) =>
      RUNTIME_CHOICES.find((each) => each === text.toLowerCase()),
    ),
    every: read('every', FIRST_CHOICE.every, parseEvery),
    // its check names what is wrong inside
    refine: read<RefineOptions | false | undefined>('refine', undefined, (text) => checkRefine(readRefine(text))),
    mirror: isOn(query.get('mirror')) || undefined,
    ensemble: query.get('ensemble')?.trim() || undefined,
    labelling: read<Labelling | undefined>('labelling', undefined, (text) =>
      LABELLINGS.find((each) => each === text.toLowerCase()),
    ),
    labelsStart: read<number | undefined>('labels-start', undefined, parseLabelsStart),
  };
  return {
    choice,
    view: {
      overlay: read('overlay', FIRST_VIEW.overlay, (text) =>
        ANALYSIS_OVERLAYS.find((each) => each === text.toLowerCase()),
      ),
      opacity: read('opacity', FIRST_VIEW.opacity, (text) => shareOf(text)),
    },
    video: query.get('video')?.trim() ?? '',
    teach: isOn(query.get('teach')),
    sample: isOn(query.get('sample')) ? { ...choice, model: model || SAMPLE.model } : null,
    wrong,
  };
}

/** The video that is looked at and how it is analysed, where an address can lead to it; else how the next ones are. */
export function saidOf({ choice, view, current, teaching = false }: Shown): Said {
  const { sample = false, url = '' } = current?.source ?? {};
  const of = (sample || url) && current ? current.choice : choice;
  const { model, backend, runtime = 'auto', every, refine, mirror = false, ensemble = '' } = of;
  const { labelling = null, labelsStart } = of;
  return {
    video: url && !sample ? relative(url) : null,
    sample: sample ? '' : null,
    teach: teaching ? '' : null,
    model: unless(sample ? SAMPLE.model : FIRST_CHOICE.model, model),
    backend: unless(FIRST_CHOICE.backend, backend),
    runtime: unless('auto', runtime),
    every: unless(everyText(FIRST_CHOICE.every), everyText(every)),
    refine: refineText(refine),
    mirror: mirror ? '' : null,
    ensemble: ensemble || null,
    labelling,
    overlay: unless(FIRST_VIEW.overlay, view.overlay),
    opacity: unless(String(FIRST_VIEW.opacity), String(view.opacity)),
    'labels-start': labelsStart?.toString() ?? null,
  };
}

function shareOf(text: string): number | null {
  const value = Number(text);
  return value >= 0 && value <= 1 ? value : null;
}

function unless(usual: string, value: string): string | null {
  return value === usual ? null : value;
}

/** Of this origin, without it: the same site may have another name elsewhere. */
function relative(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
