import { elementsOf, type Tensor } from '../../../src/core/tensor/tensor.ts';
import { OTHER_MODEL } from '../errors.ts';
import { toPerPixelError, type PerPixelError } from '../../../src/core/errors/errors.ts';
import type { ModelContent, Session, SessionOptions } from '../port.ts';
import { untilClosed } from '../until-closed.ts';
import type { CompiledModel, LiteRtModel, TensorBuffer } from './library.ts';
import type { LiteRtBuild } from './load.ts';
import { isTflite, openingError } from './opening-error.ts';
import { ARRAYS, isElementType, portsOf, type Port } from './ports.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/**
 * A session on the CPU. Shapes are the file's: LiteRT binds none that are open.
 * @throws PerPixelError `model-invalid`, `model-too-large`
 */
export async function openInMemory(
  build: LiteRtBuild,
  content: ModelContent | null,
  { outputs: names }: Pick<SessionOptions, 'outputs'>,
): Promise<Session> {
  if (!content) throw new Error('LiteRT starts from no snapshot');
  const { library, memory } = build;
  const opened = await open(build, content);
  const { inputs, outputs } = opened.ports;
  const slots = inputs.map((port) => ({ port, buffer: slotFor(build, opened.model, inputs.indexOf(port)) }));
  return {
    inputs: inputs.map(asPort),
    outputs: outputs.map(asPort),
    ...untilClosed<Tensors>(
      {
        async run(given, wanted = names) {
          for (const { port, buffer } of slots) write(port, buffer, given[port.name]);
          const results = await opened.compiled.run(
            0,
            slots.map(({ buffer }) => buffer),
          );
          const found: Record<string, Tensor> = {};
          results.forEach((buffer, index) => {
            const port = outputs[index]!;
            const tensor = wanted.includes(port.name) ? read(port, buffer) : null;
            if (tensor) found[port.name] = tensor;
            buffer.delete();
          });
          return found;
        },
        async close() {
          slots.forEach(({ buffer }) => buffer.delete());
          opened.close();
        },
      },
      (cause) => runError(build, cause),
    ),
  };

  function write({ name, type, dims }: Port, buffer: TensorBuffer, tensor: Tensor | undefined): void {
    if (!tensor) throw new Error(`The input “${name}” is missing.`);
    const { data } = tensor;
    if (tensor.type !== type || tensor.dims.join() !== dims.join()) {
      throw new Error(
        `The input “${name}” is ${type} [${dims.join(', ')}], and it was given ${tensor.type} [${tensor.dims.join(', ')}].`,
      );
    }
    const at = buffer.lock(library.LiteRtTensorBufferLockMode.WRITE);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    new Uint8Array(memory.buffer, at, data.byteLength).set(bytes);
    buffer.unlock();
  }

  /** null: of numbers that are none of ours. */
  function read({ type, dims }: Port, buffer: TensorBuffer): Tensor | null {
    if (!isElementType(type)) return null;
    const at = buffer.lock(library.LiteRtTensorBufferLockMode.READ);
    const data = new ARRAYS[type](memory.buffer, at, elementsOf(dims)).slice();
    buffer.unlock();
    return { type, dims, data } as Tensor;
  }
}

interface OpenedModel {
  readonly model: LiteRtModel;
  readonly compiled: CompiledModel;
  readonly ports: ReturnType<typeof portsOf>;
  close(): void;
}

async function open(build: LiteRtBuild, { id, bytes }: ModelContent): Promise<OpenedModel> {
  const { library, memory, environment, pool } = build;
  const made: { delete(): void }[] = [];
  const close = (): void => {
    for (const each of made.toReversed()) each.delete();
  };
  try {
    // it looks at nothing before it goes by what it reads
    if (!isTflite(bytes)) throw new Error('no TensorFlow Lite');
    const address = library._malloc(bytes.length);
    if (address === 0) throw new RangeError('there is no memory for the file');
    made.push({ delete: () => library._free(address) });
    new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
    const model = library.loadModel(environment, address, bytes.length);
    made.push(model);
    const threads = pool.take();
    made.push({ delete: () => pool.giveBack(threads) });
    const options = {
      accelerator: 'wasm',
      cpuOptions: { numThreads: threads },
      gpuOptions: {},
      webNNOptions: {},
    } as const;
    const compiled = await library.compileModel(environment, model, options);
    made.push(compiled);
    return { model, compiled, ports: portsOf(model), close };
  } catch (cause) {
    if (!build.isOver()) close();
    throw openingError(id, bytes, cause, build.said());
  }
}

/** Where an input lies for as long as the model is open. */
function slotFor({ library, environment }: LiteRtBuild, model: LiteRtModel, index: number): TensorBuffer {
  const type = model.getInputTensorType(0, index);
  const kind = library.LiteRtTensorBufferType.HOST_MEMORY;
  const buffer = library.LiteRtTensorBuffer.createManaged(environment, kind, type, type.bytes());
  type.delete();
  return buffer;
}

function asPort({ name, type, dims }: Port): Session['inputs'][number] {
  return { name, type, dims };
}

function runError({ said }: LiteRtBuild, cause: unknown): PerPixelError {
  const words = cause instanceof Error ? cause.message : said();
  return toPerPixelError(new Error(words, { cause }), 'inference-failed', OTHER_MODEL);
}
