import { PerPixelError } from '../../../core/errors/errors.ts';
import type { ModelManifest } from '../../../core/manifest/manifest.ts';
import type { ModelChoice } from '../../../core/options/model-choice.ts';
import { OnDemand } from '../../../core/async/on-demand.ts';
import { fileName } from '../../../elements/teacher/words.ts';
import { sha256 } from '../../../platform/sha256.ts';
import type { TaughtModel } from '../../../protocol/trunk.ts';
import type { Place } from './place.ts';
import { lessonOf, taughtId } from './taught-id.ts';
import { forgetModels, keepModel, keptModels, type TaughtRecord } from './taught-store.ts';

/** Milliseconds for which a model stays that no analysis is known of. */
const PATIENCE = 30 * 86_400_000;

/** Those of this visit and of earlier ones, by their ids. Where the browser keeps nothing they last as long as the page. */
const records = new Map<string, TaughtRecord>();
/** Addresses of their files. */
const addresses = new Map<string, string>();
const reading = new OnDemand(async () => {
  for (const each of await keptModels()) if (!records.has(each.id)) records.set(each.id, each);
});

/** What was taught at earlier visits is known. */
export function taughtModelsRead(): Promise<void> {
  return reading.get();
}

/** For people; null: it is not known, or not yet. */
export function taughtTitle(id: string): string | null {
  return records.get(id)?.manifest.title ?? null;
}

/** The frames that it was taught on. */
export function taughtPlaces(id: string): readonly Place[] {
  return records.get(id)?.places ?? [];
}

/** As a model of its own, that videos may be labelled with. @returns its id */
export async function addTaughtModel(
  lesson: string,
  { manifest, file }: TaughtModel,
  places: readonly Place[],
): Promise<string> {
  // other names are another model: what is known of it says them
  const { sha256: hash, classes } = manifest;
  const id = taughtId(lesson, await sha256(new TextEncoder().encode(JSON.stringify([hash, classes]))));
  const named: ModelManifest = { ...inDoubt(manifest), id: fileName(classes) };
  const record: TaughtRecord = { id, manifest: named, file, places, made: Date.now() };
  records.set(id, record);
  await keepModel(record);
  return id;
}

/** It says of each frame how much of it is in doubt. */
export function inDoubt(manifest: ModelManifest): ModelManifest {
  return manifest.task === undefined || manifest.task === 'semantic' ? { ...manifest, doubt: true } : manifest;
}

/**
 * The manifest of a model that was taught here, whose file can be fetched.
 * @throws PerPixelError `model-download` where it is not on this machine
 */
export async function taughtManifest(id: string): Promise<ModelManifest> {
  await taughtModelsRead();
  const record = records.get(id);
  if (!record) {
    throw new PerPixelError(
      'model-download',
      'The model that was taught for this is not on this machine any more.',
      'Press “Teach”, open the file that you saved of it or stroke anew, and label the video again.',
    );
  }
  const file = addresses.get(id) ?? URL.createObjectURL(record.file);
  addresses.set(id, file);
  return { ...record.manifest, file };
}

/** A choice in whose place of a model that was taught here its manifest stands. @throws PerPixelError `model-download` */
export async function withTaught<Choice extends ModelChoice>(choice: Choice): Promise<ModelChoice> {
  const { model } = choice;
  if (typeof model !== 'string' || lessonOf(model) === null) return choice;
  return { ...choice, model: await taughtManifest(model) };
}

/** Forgets those of earlier visits that no analysis was made with. @param used ids, among others */
export async function sweepTaughtModels(used: readonly string[], now = Date.now()): Promise<void> {
  await taughtModelsRead();
  const unused = [...records.values()].filter(({ id, made }) => now - made > PATIENCE && !used.includes(id));
  for (const { id } of unused) records.delete(id);
  await forgetModels(unused.map(({ id }) => id));
}
