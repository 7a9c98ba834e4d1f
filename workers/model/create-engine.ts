import type { InputSpec } from '../../src/core/manifest/base.ts';
import { createInput, inputDims } from '../../src/core/manifest/model-input.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { LoadedRuntime, Session } from '../runtimes/port.ts';
import { checkPicture, numbersOf } from '../tasks/ports.ts';
import type { Network } from '../tasks/task.ts';
import { taskOf } from '../tasks/tasks.ts';
import type { Engine } from './engine.ts';
import { feedOf, ownFeeds } from './feeds.ts';
import { createGpuEngine, staysOnGpu } from './gpu-engine.ts';
import { createHeads, readsOf } from './heads.ts';
import type { ModelFile } from './model-file.ts';
import { openChecked } from './open-checked.ts';
import { openNamed } from './named-ports.ts';
import { createPortValues } from './port-values.ts';

/**
 * @param gpu is not used by a model of halves where the adapter has none
 * @param graphCapture record a run on the GPU and replay it, where that can be had
 * @throws PerPixelError `model-invalid` where the file is no model, is not shaped as its manifest says, or cannot be run here;
 * `model-too-large`
 */
export async function createEngine(
  runtime: LoadedRuntime,
  file: ModelFile,
  gpu: Gpu | null,
  graphCapture = true,
): Promise<Engine> {
  const { spec, content, halves } = file;
  if (gpu && content && runtime.openBound && staysOnGpu(file)) {
    return createGpuEngine(spec, { model: content, heads: () => file.heads!() }, runtime.openBound, gpu, graphCapture);
  }
  const device = gpu && (!halves || gpu.device.features.has('shader-f16')) ? gpu.device : null;
  const session = await openChecked(spec, (ports) => openNamed(runtime, content, { device, ...ports }));
  const input = createInput(spec.input);
  const fed = ownFeeds(spec);
  const { feed, read } = createPortValues(session, spec.input, input, fed);
  const opened = await openNetworks(runtime, file, device).catch(async (error: unknown) => {
    await session.close();
    throw error;
  });
  const { own, all } = readsOf(spec);
  const heads = createHeads(spec, session, async (ports) =>
    openNamed(runtime, await file.heads!(), { device, ...ports }),
  );
  return {
    device: device ? 'gpu' : 'cpu',
    input,
    feed: (name, data) => feedOf(fed, name, data).data.set(data),
    async run(wanted = false) {
      const outputs = read(await session.run(feed(), wanted ? all : own));
      return wanted && heads ? { ...outputs, ...read(await heads.run(outputs)) } : outputs;
    },
    networks: Object.fromEntries(opened.map(({ name, network }) => [name, network])),
    resident: null,
    async close() {
      for (const network of opened) await network.close();
      await heads?.close();
      await session.close();
    },
  };
}

interface OpenNetwork {
  readonly name: string;
  readonly network: Network;
  close(): Promise<void>;
}

/** The further networks, one after the other; those that are open already are closed where one cannot be opened. */
async function openNetworks(
  runtime: LoadedRuntime,
  { spec, networks }: ModelFile,
  device: GPUDevice | null,
): Promise<OpenNetwork[]> {
  const opened: OpenNetwork[] = [];
  try {
    for (const { name, input: fed } of spec.networks ?? []) {
      const content = networks[name]!;
      const outputs = taskOf(spec).readsOf?.(name) ?? [];
      const session = await openNamed(runtime, content, { device, inputs: { [fed.name]: inputDims(fed) }, outputs });
      opened.push({ name, network: networkOf(session, fed), close: () => session.close() });
      checkPicture(session.inputs, fed);
      for (const output of outputs) numbersOf(session.outputs, output, output);
    }
    return opened;
  } catch (error) {
    for (const each of opened) await each.close();
    throw error;
  }
}

function networkOf(session: Session, fed: InputSpec): Network {
  const input = createInput(fed);
  const { feed, read } = createPortValues(session, fed, input);
  return { input, run: async () => read(await session.run(feed())) };
}
