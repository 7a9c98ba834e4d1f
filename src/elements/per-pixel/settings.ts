import { PerPixelError } from '../../core/errors/errors.ts';
import { LABELLINGS, type Labelling } from '../../core/instances/instance.ts';
import { keepText, readKeep, type Keep } from '../../core/instances/keep.ts';
import { readRefine, refineText } from '../../core/refine/refine-text.ts';
import { isOverlay, OVERLAYS, OVERLAY_TRAITS, type Overlay } from '../../core/view/overlay.ts';
import { isModelId } from '../../core/manifest/catalog.ts';
import { BACKENDS, type BackendChoice } from '../../core/tuning/backend.ts';
import { RUNTIME_CHOICES, type RuntimeChoice } from '../../core/tuning/runtime.ts';
import { NAMED_SOURCES } from '../../sources/registry.ts';

const NAMES: readonly string[] = [
  ...OVERLAYS,
  ...BACKENDS,
  ...RUNTIME_CHOICES,
  ...LABELLINGS,
  ...NAMED_SOURCES.map(({ id }) => id),
];

/** What the element's attributes may say. Anything else is an error that is shown, and the default taken. */
export function checkSettings(raw: {
  overlay: string;
  backend: string;
  runtime: string;
  labelling: string;
  opacity: number;
  mirror: boolean;
  ensemble: string;
}): PerPixelError | null {
  if (!isOverlay(raw.overlay)) return unknown('overlay', raw.overlay, OVERLAYS.join(', '));
  if (OVERLAY_TRAITS[raw.overlay].compares && !isEnsemble(raw)) {
    return new PerPixelError(
      'option-invalid',
      'There is no disagreement where there is only one prediction.',
      'Set “mirror”, or name a second model as “ensemble”.',
    );
  }
  if (!isLabelling(raw.labelling)) return unknown('labelling', raw.labelling, LABELLINGS.join(', '));
  if (!isBackend(raw.backend)) return unknown('backend', raw.backend, BACKENDS.join(', '));
  if (!isRuntime(raw.runtime)) return unknown('runtime', raw.runtime, RUNTIME_CHOICES.join(', '));
  if (!(raw.opacity >= 0 && raw.opacity <= 1)) return unknown('opacity', String(raw.opacity), 'a number from 0 to 1');
  return null;
}

/** A name as it is written here, whatever its case; what is no name of ours stays as it is. */
export function named<T>(value: T): T | string {
  if (typeof value !== 'string') return value;
  const name = value.trim().toLowerCase();
  return NAMES.includes(name) ? name : value;
}

/** Several predictions are averaged. */
export function isEnsemble({ mirror, ensemble }: { mirror: boolean; ensemble: string }): boolean {
  return mirror || ensemble !== '';
}

/**
 * What is to be seen: an overlay that is none, or cannot be had, leaves the last one in force. Where there was none nothing
 * of the picture is seen, since whoever named it may have meant to hide something.
 */
export function overlayInForce(
  raw: { readonly overlay: unknown; readonly mirror: boolean; readonly ensemble: string },
  last: Overlay | null,
): Overlay | null {
  const { overlay } = raw;
  if (!isOverlay(overlay)) return last;
  if (!OVERLAY_TRAITS[overlay].compares || isEnsemble(raw)) return overlay;
  return last === null || OVERLAY_TRAITS[last].compares ? 'labels' : last;
}

export function isBackend(value: string): value is BackendChoice {
  return BACKENDS.some((each) => each === value);
}

export function isRuntime(value: string): value is RuntimeChoice {
  return RUNTIME_CHOICES.some((each) => each === value);
}

/** Empty: what the model is made for. */
export function isLabelling(value: string): value is Labelling | '' {
  return value === '' || LABELLINGS.some((each) => each === value);
}

/** The bundled model that is taught. */
export const TRUNK = 'features';

/** What can be taught in place of what cannot: one model, predicting once, and whatever an address names. */
export function teachable({ model }: { readonly model: string }): { model: string; mirror: boolean; ensemble: string } {
  return { model: isModelId(model) ? '' : model, mirror: false, ensemble: '' };
}

/** 0 to 1; what is no number counts as the default. */
export function validOpacity(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0.5;
}

function unknown(name: string, value: string, known: string): PerPixelError {
  return new PerPixelError('option-invalid', `“${value}” is no value of “${name}”.`, `Use ${known}.`);
}

/** Properties whose values are checked, alone or together. */
export const CHECKED = ['overlay', 'backend', 'runtime', 'labelling', 'opacity', 'mirror', 'ensemble'] as const;

/** Properties that open the model anew. */
export const OPENED = ['model', 'backend', 'runtime', 'assets', 'mirror', 'ensemble', 'teach'] as const;

/** Properties that change what is drawn and nothing else. */
export const VIEWED = [
  'overlay',
  'opacity',
  'mirrored',
  'doubt',
  'split',
  'labelling',
  'keep',
  'background',
  'lightWrap',
  'untaught',
] as const;

/** A number from 0 to 1; without it 0. What is no such number is an error that is shown. */
export const shareAttribute = {
  fromAttribute: (text: string | null): number => number(text) ?? 0,
  toAttribute: (value: number): string | null => (value > 0 ? String(value) : null),
};

/** A number from 0 to 1; without it none. */
export const splitAttribute = {
  fromAttribute: number,
  toAttribute: (value: number | null): string | null => (value === null ? null : String(value)),
};

/** `all`, `nearest`, `none` or tracks; without it what suits the model. What is none of these is told, and keeps nobody. */
export const keepAttribute = {
  fromAttribute: (text: string | null): unknown => (text === null ? null : (readKeep(text) ?? text)),
  toAttribute: (keep: Keep | null): string | null => (keep === null ? null : keepText(keep)),
};

/** What a text says of a background; a file of the visitor's has none. */
export const backgroundAttribute = {
  fromAttribute: (text: string | null): string | null => text,
  toAttribute: (background: unknown): string | null => (typeof background === 'string' ? background : null),
};

/** JSON, or `off`; without it the model's own. What is no JSON is told, as values out of range are. */
export const refineAttribute = { fromAttribute: readRefine, toAttribute: refineText };

function number(text: string | null): number | null {
  return text === null || text.trim() === '' ? null : Number(text);
}
