import { idle } from '../../../live/idle.ts';
import type { PipelineInfo } from '../../../protocol/live.ts';
import { deviceOf } from '../../../core/tuning/backend.ts';
import { liteRtVariantFor } from '../../../platform/litert-variant.ts';
import { variantFor } from '../../../platform/runtime-variant.ts';
import { send, controller, serviceWorker } from './service-worker.ts';

/** Milliseconds after which what this page does not need itself is fetched too. */
const REST_AFTER = 20_000;

/** What labels, as far as files are chosen by it. */
type LabelledBy = Pick<PipelineInfo, 'backend' | 'runtime' | 'threads'>;

/** What a page will need later, besides what labels now. */
export interface Later {
  /** Ids of bundled models. */
  readonly models: readonly string[];
  /** Films and pictures of this origin, whole addresses; null: leave those alone that another page has kept. */
  readonly films: readonly string[] | null;
}

/**
 * Makes the site work without its server from the next visit on. It begins when the first frame has been labelled: until
 * then the network is the picture's.
 */
export async function keepOffline(
  info: Pick<PipelineInfo, 'backend' | 'runtime' | 'threads' | 'model'>,
  { models, films }: Later,
): Promise<void> {
  await provedGood();
  if (films) void keepFilms(films);
  await keepSite(info, [info.model.id, ...models]);
}

async function keepFilms(films: readonly string[]): Promise<void> {
  await idle();
  await send((await serviceWorker())?.active ?? null, { type: 'keep-films', films });
}

/** This version of the site works: an update that has just taken over stays. */
export async function provedGood(): Promise<void> {
  await send(controller(), { type: 'labelled' });
}

/** The same for a page that labels nothing by itself. @param sample the drive that the analyst's page brings along */
export async function keepSite(by: LabelledBy, models: readonly string[], sample = false): Promise<void> {
  const { backend, runtime, threads } = by;
  await idle();
  const active = (await serviceWorker())?.active ?? null;
  const litert = runtime === 'litert' ? liteRtVariantFor(threads) : null;
  await send(active, { type: 'keep', runtime: variantFor(deviceOf(backend)), litert, models, sample });
  await new Promise((resolve) => setTimeout(resolve, REST_AFTER));
  await idle();
  await send(active, { type: 'keep-all', graphics: variantFor('gpu') });
}
