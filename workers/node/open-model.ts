import type { Progress } from '../../src/core/options/progress.ts';
import { backendOf } from '../../src/core/tuning/backend.ts';
import type { NodeBackend } from '../../src/core/tuning/node-backend.ts';
import type { ThreadInfo, ThreadOpenOptions } from '../../src/protocol/threads.ts';
import { createEngine } from '../model/create-engine.ts';
import type { Engine } from '../model/engine.ts';
import { openModel, type ModelFile } from '../model/model-file.ts';
import { createOpeningProgress } from '../model/opening-progress.ts';
import { checkClasses } from '../model/same-classes.ts';
import { createLabeller } from '../pipeline/cpu/labeller.ts';
import type { Member } from '../pipeline/cpu/members.ts';
import { STAGES } from '../pipeline/stages.ts';
import { loadOrt } from '../runtimes/ort-node/load.ts';
import { ortNode } from '../runtimes/ort-node/ort-node.ts';
import { formatOf } from '../../src/core/manifest/format.ts';
import { formatFor } from '../runtimes/runtime-for.ts';
import { taskOf } from '../tasks/tasks.ts';
import type { LabellingSession } from '../video/labelling-service.ts';
import { openOn } from './backends.ts';
import { createPictureReader } from './picture-reader.ts';
import type { SharedPicture } from './shared-frame.ts';

/** The backend whose files these are: the numbers are to be the browser's on its CPU. */
const FILES = backendOf('cpu');

/** The files of a manifest without an address have addresses in full. */
const NOWHERE = 'file:///';

/**
 * A model at work in this thread, by the browser's own pipeline on the CPU.
 * @throws PerPixelError with the codes of models and backends
 */
export async function openInThread(
  { model, ensemble, backend, mirror, threads }: ThreadOpenOptions,
  report: (progress: Progress) => void,
): Promise<LabellingSession<SharedPicture, ThreadInfo>> {
  const onProgress = createOpeningProgress(report);
  // nothing of the runtime is fetched
  onProgress({ phase: 'runtime', loaded: 1, total: 1 });
  const ort = await loadOrt();
  const sources = [await openModel({ model, assets: NOWHERE }, onProgress)];
  if (ensemble !== null) sources.push(await openModel({ model: ensemble, assets: NOWHERE }, onProgress));
  const [first, second] = sources;
  if (first && second) checkClasses(first.spec, second.spec);
  const files = await Promise.all(sources.map((source) => source.file(FILES, 'float32')));
  onProgress({ phase: 'compile', loaded: 0, total: 0 });
  const opened = await openOn(ort, backend, (on) => openAll(files, on));
  const [member, ...others] = opened.value;
  const { spec } = files[0]!;
  return {
    spec,
    task: taskOf(spec),
    info: {
      model: spec,
      ensemble: files[1]?.spec ?? null,
      backend: opened.backend,
      reason: opened.reason,
      note: opened.note,
      threads,
    },
    labeller: createLabeller([member!, ...others], STAGES, createPictureReader, mirror),
    lost: new Promise(() => undefined),
    async close() {
      for (const { engine } of opened.value) await engine.close();
    },
  };

  /** All of them, or none. */
  async function openAll(of: readonly ModelFile[], on: NodeBackend): Promise<(Member & { readonly engine: Engine })[]> {
    const runtime = ortNode(ort, on);
    const loaded = await runtime.load({ device: 'cpu', threads, assets: null, onProgress });
    const members: (Member & { readonly engine: Engine })[] = [];
    try {
      for (const file of of) {
        formatFor(runtime, { id: file.spec.id, formats: [formatOf(file.spec)] });
        members.push({ spec: file.spec, task: taskOf(file.spec), engine: await createEngine(loaded, file, null) });
      }
      return members;
    } catch (error) {
      for (const { engine } of members) await engine.close();
      throw error;
    }
  }
}
