import { isHere } from '#bundled';
import { BUNDLED_MODELS, partnersOf, type BundledModel } from '../core/manifest/catalog.ts';

/** What a picker may offer: models that this page has. */
export function offeredModels(): readonly BundledModel[] {
  return BUNDLED_MODELS.filter(({ id }) => isHere(id));
}

/** Those of them whose predictions can be averaged with this one's. */
export function offeredPartners(id: string): readonly BundledModel[] {
  return partnersOf(id).filter((each) => isHere(each.id));
}
