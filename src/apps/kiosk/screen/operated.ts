import type { KioskConfig } from '../config/config.ts';
import type { PerPixelElement } from '../../../elements/per-pixel/element.ts';
import type { Operated } from './visit.ts';

export interface OperatedOptions<Settings> {
  readonly settings: Exclude<Settings, false>;
  readonly viewer: PerPixelElement;
  /** The screen has a camera that works. */
  readonly camera: boolean;
  /** A tag such as `de-CH`. */
  readonly language: string;
}

/** The six steps that show how it works. */
export async function lesson({
  settings: { seconds, source },
  camera,
  language,
}: OperatedOptions<KioskConfig['learn']>): Promise<Operated> {
  const { languageFor } = await import('../../learn/kiosk.ts');
  const element = document.createElement('pp-learn');
  Object.assign(element, { wall: true, leaves: true, patience: seconds, language: languageFor([language]) });
  element.source = source || (camera ? 'camera' : 'street');
  return { element, left: 'pp-learn-left' };
}

/** The minute in which a visitor teaches a thing of theirs; by the exhibit's camera, and where the exhibit is known to run. */
export async function teaching({
  settings: { seconds, watch, model },
  viewer,
  language,
}: OperatedOptions<KioskConfig['teach']>): Promise<Operated> {
  const { teachLanguage } = await import('../teach/teach.ts');
  const element = document.createElement('pp-kiosk-teach');
  const { device, mirrored } = viewer;
  const { backend } = viewer.stats();
  Object.assign(element, { device, mirrored, backend, watch, patience: seconds, language: teachLanguage(language) });
  if (model) element.model = model;
  return { element, left: 'pp-kiosk-teach-left' };
}
