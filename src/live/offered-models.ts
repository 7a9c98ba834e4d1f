import { isHere } from '#bundled';
import { BUNDLED_MODELS, partnersOf, type BundledModel } from '../core/manifest/catalog.ts';
import { speedOf, withSpeed } from './speeds.ts';

/** What a picker may offer: models that this page has. */
export function offeredModels(): readonly BundledModel[] {
  return BUNDLED_MODELS.filter(({ id }) => isHere(id));
}

/** The same as a picker names them: with how long a run takes on this machine, where that was found out. */
export function offeredTitles(): readonly { readonly id: string; readonly title: string }[] {
  return offeredModels().map(({ id, title }) => ({ id, title: withSpeed(title, speedOf(id)) }));
}

/** Those of them whose predictions can be averaged with this one's. */
export function offeredPartners(id: string): readonly BundledModel[] {
  return partnersOf(id).filter((each) => isHere(each.id));
}
