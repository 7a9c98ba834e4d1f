import { BUNDLED_MODELS } from '../../core/manifest/catalog.ts';
import { BACKENDS } from '../../core/tuning/backend.ts';
import { RUNTIME_CHOICES } from '../../core/tuning/runtime.ts';
import { OVERLAYS, OVERLAY_TRAITS, type Overlay } from '../../core/view/overlay.ts';
import { DEFAULT_VIEW } from '../../core/view/view.ts';
import type { PerPixelElement } from '../../perpixel.ts';
import { NAMED_SOURCES } from '../../sources/registry.ts';

/** Attributes without a value that this page takes from its address, besides those of the demo. */
export const OWN_SWITCHES = ['controls'] as const;

export interface Item {
  readonly value: string;
  readonly label: string;
}

/** What may be chosen, from the tables that the element itself goes by. */
export const SOURCES: readonly Item[] = NAMED_SOURCES.flatMap(({ id, button }) =>
  button === null ? [] : [{ value: id, label: button.label }],
);
export const MODELS: readonly Item[] = [
  { value: '', label: 'What suits the source' },
  ...BUNDLED_MODELS.map(({ id, title }) => ({ value: id, label: title })),
];
export const BACKEND_CHOICES: readonly Item[] = BACKENDS.map((value) => ({ value, label: value }));
export const RUNTIME_ITEMS: readonly Item[] = RUNTIME_CHOICES.map((value) => ({ value, label: value }));
export const OVERLAY_CHOICES: readonly (Item & { readonly hint: string })[] = OVERLAYS.map((value) => ({
  value,
  label: OVERLAY_TRAITS[value].label,
  hint: OVERLAY_TRAITS[value].hint,
}));

/** What is chosen, as properties; what is not said is as the element has it by itself. */
export interface Chosen {
  readonly source: string;
  readonly model?: string;
  readonly device?: string;
  readonly backend?: string;
  readonly runtime?: string;
  readonly assets?: string;
  readonly overlay?: string;
  readonly opacity?: number;
  readonly refine?: object | false;
  readonly mirror?: true;
  readonly ensemble?: string;
  readonly doubt?: number;
  readonly split?: number;
  readonly controls?: true;
}

export function chosenOf(viewer: PerPixelElement): Chosen {
  const {
    source,
    device,
    model,
    backend,
    runtime,
    assets,
    overlay,
    opacity,
    refine,
    mirror,
    ensemble,
    doubt,
    split,
    controls,
  } = viewer;
  return {
    source: /^(blob|data):/i.test(source) ? '' : source,
    ...(source === 'camera' && device && { device }),
    ...(model && { model }),
    ...(backend !== 'auto' && { backend }),
    ...(runtime !== 'auto' && { runtime }),
    ...(assets && { assets }),
    ...(overlay !== DEFAULT_VIEW.overlay && { overlay }),
    ...(layered(overlay) && opacity !== DEFAULT_VIEW.opacity && { opacity }),
    ...(refine !== null && { refine }),
    ...(mirror && { mirror }),
    ...(ensemble && { ensemble }),
    ...(doubt > 0 && { doubt }),
    ...(split !== null && { split }),
    ...(controls && { controls }),
  };
}

/** What is chosen is among them, be it of the address's own. */
export function known(items: readonly Item[], value: string): readonly Item[] {
  return items.some((each) => each.value === value) ? items : [...items, { value, label: value }];
}

/** Whether opacity means something. */
export function layered(overlay: Overlay): boolean {
  return OVERLAY_TRAITS[overlay].layered;
}
