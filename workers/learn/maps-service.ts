import { depthsOf, evenly, withOutputs, type Depth } from '../../src/core/onnx/depths.ts';
import { PerPixelError } from '../../src/core/errors/errors.ts';
import { createInput, inputDims } from '../../src/core/manifest/model-input.ts';
import { backendOf } from '../../src/core/tuning/backend.ts';
import { SerialQueue } from '../../src/core/async/serial-queue.ts';
import type { DepthMaps, MapsApi, MapsOptions } from '../../src/protocol/maps.ts';
import { createPixelReader } from '../frames/pixels.ts';
import { replier } from '../link/reply.ts';
import { openModel } from '../model/model-file.ts';
import { openNamed } from '../model/named-ports.ts';
import { createPortValues } from '../model/port-values.ts';
import { RUNTIMES } from '../runtimes/browser.ts';
import { runtimeFor } from '../runtimes/runtime-for.ts';
import { createPreprocess } from '../stages/preprocess/preprocess.ts';
import { busiest } from './busiest.ts';

/** From fine edges to coarse meaning. */
const DEPTHS = 4;

const reply = replier('Open another model.');

/** A network that hands out what it computes on its way. */
interface Insight {
  readonly depths: readonly Depth[];
  look(picture: ImageData, count: number): Promise<readonly DepthMaps[]>;
}

/** Runs the network of a stream a second time, on the CPU and one thread, with values inside it among its outputs. */
export function createMapsService(): MapsApi {
  const queue = new SerialQueue();
  let insight: Insight | null = null;
  return {
    open: (options) =>
      reply(async () => {
        insight = await open(options);
        return insight.depths.map(({ stride }) => stride);
      }),
    look: (picture, count) =>
      reply(
        () =>
          queue.run(async () => {
            if (!insight) throw new PerPixelError('closed', 'No model is open.', 'Open one first.');
            return insight.look(picture, count);
          }),
        (maps) => maps.flatMap(({ shown }) => shown.map(({ values }) => values.buffer)),
      ),
  };
}

async function open({ model, assets, wasm }: MapsOptions): Promise<Insight> {
  const onProgress = (): void => undefined;
  const source = await openModel({ model, assets }, onProgress);
  const { runtime } = runtimeFor(RUNTIMES, 'cpu', { id: source.spec.id, formats: ['onnx'] }, 'ort');
  const [loaded, file] = await Promise.all([
    runtime.load({ device: 'cpu', threads: 1, assets: wasm, onProgress }),
    // the file as it was made: one for the CPU may hold maps that are cut up for its kernels
    source.file(backendOf('gpu'), 'float32', 'onnx'),
  ]);
  const { spec, content } = file;
  const { input } = spec;
  const depths = content ? evenly(depthsOf(content.bytes, content.ports?.[input.name] ?? input.name), DEPTHS) : [];
  if (!content || depths.length === 0) {
    throw new PerPixelError('model-invalid', `Nothing inside “${spec.id}” can be shown.`, 'Open another model.');
  }
  const names = depths.map(({ name }) => name);
  const session = await openNamed(
    loaded,
    { ...content, bytes: withOutputs(content.bytes, names) },
    { device: null, inputs: { [input.name]: inputDims(input) }, outputs: names },
  );
  const fed = createInput(input);
  const { feed, read } = createPortValues(session, input, fed);
  const reader = createPixelReader();
  const preprocess = createPreprocess(input);
  return {
    depths,
    async look(picture, count) {
      preprocess.run(await reader.read(picture), picture, fed);
      const outputs = read(await session.run(feed()));
      return depths.map(({ name, stride }) => busiest(outputs[name]!, stride, count));
    },
  };
}
