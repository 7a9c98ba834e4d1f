import { createInput } from '../../src/core/manifest/model-input.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { LoadedRuntime } from '../runtimes/port.ts';
import type { Engine } from './engine.ts';
import { feedOf, ownFeeds } from './feeds.ts';
import { createGpuEngine, staysOnGpu } from './gpu-engine.ts';
import type { ModelFile } from './model-file.ts';
import { openChecked } from './open-checked.ts';
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
    return createGpuEngine(spec, (options) => runtime.openBound!(content, options), gpu, graphCapture);
  }
  const device = gpu && (!halves || gpu.device.features.has('shader-f16')) ? gpu.device : null;
  const session = await openChecked(spec, (ports) => runtime.open(content, { device, ...ports }));
  const input = createInput(spec.input);
  const fed = ownFeeds(spec);
  const { feed, read } = createPortValues(session, spec.input, input, fed);
  return {
    device: device ? 'gpu' : 'cpu',
    input,
    feed: (name, data) => feedOf(fed, name, data).data.set(data),
    run: async () => read(await session.run(feed())),
    resident: null,
    close: () => session.close(),
  };
}
