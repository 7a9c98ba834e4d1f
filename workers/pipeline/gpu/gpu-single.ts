import { throwIfAborted } from '../../../src/core/errors/errors.ts';
import { gridOver, placeOn } from '../../../src/core/geometry/fit.ts';
import { countersOf } from '../../../src/core/labels/label-map.ts';
import { mapIn } from '../../../src/core/labels/map-memory.ts';
import { noteOn } from '../../../src/core/labels/scores.ts';
import type { SegmentationMaps } from '../../../src/core/labels/segmentation-maps.ts';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import type { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import type { Stage } from '../../../src/core/metrics/metrics.ts';
import { UNREFINED } from '../../../src/core/refine/refine.ts';
import { elementsOf } from '../../../src/core/tensor/tensor.ts';
import type { StreamFrame } from '../../../src/platform/stream-frame.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { createJoinedReadback } from '../../gpu/joined-readback.ts';
import { labelWords } from '../../gpu/label-words.ts';
import { createPasses } from '../../gpu/passes.ts';
import { createPictures, type PictureKind } from '../../gpu/picture/picture.ts';
import { createTimestamps } from '../../gpu/timestamps.ts';
import {
  createMapsKernel,
  mapsLayout,
  readMaps,
  type MapsKernel,
  type MapsLayout,
} from '../../stages/confidence/maps-kernel.ts';
import { createPreprocessKernel, type PreprocessKernel } from '../../stages/preprocess/preprocess-kernel.ts';
import { shares } from '../../stages/shares/shares.ts';
import { createSharesKernel, type SharesKernel } from '../../stages/shares/shares-kernel.ts';
import type { Fit } from '../../stages/stage-kernel.ts';
import { scoreMapsIn } from '../../tasks/score-maps.ts';
import type { TaskKernel } from '../../tasks/task-kernel.ts';
import type { Task } from '../../tasks/task.ts';
import type { SingleFrame } from '../cpu/single-frame.ts';
import type { Graphics } from '../model-session.ts';
import { stopwatch } from '../stopwatch.ts';
import { wantsResults } from '../../tasks/wanted-outputs.ts';
import { createGpuChain } from './gpu-chain.ts';
import { amissOf, stageTimes } from './gpu-samples.ts';
import { createSingleThings } from './single-things.ts';

/** A frame's passes are at most so many. */
const PASSES = 12;
const WORD = 4;

export interface GpuSingle {
  /**
   * Labels a frame by itself, which stays its owner's.
   * @returns null: its maps are more than the device takes
   */
  label(picture: StreamFrame, single: SingleFrame, timings: Record<Stage, number>): Promise<SegmentationMaps | null>;
  destroy(): void;
}

export interface GpuSingleOptions extends Graphics {
  readonly spec: ModelSpec;
  readonly task: Task;
  readonly kernel: TaskKernel;
  readonly moves: MoveCounter;
}

/** What is made for maps of one size and kind. */
interface Fitted {
  readonly fit: Fit;
  readonly key: string;
  readonly maps: MapsKernel | null;
  readonly shares: SharesKernel;
}

/**
 * Single frames on the GPU: a frame is read where it lies, its maps are made by shaders, and all of them come back in one read-back. What
 * is countable is told apart on the CPU, as everywhere, of what the model says: its outputs come back together with the maps.
 * @throws Error where a shader does not compile
 */
export async function createGpuSingle(options: GpuSingleOptions): Promise<GpuSingle> {
  const { spec, task, kernel, device, resident, moves } = options;
  const pictures = createPictures(device);
  const buffers = createBuffers(device);
  const luma = buffers.storage('GpuSingle.luma', pixelsOf(spec.input));
  const timestamps = createTimestamps(device, PASSES);
  const passes = createPasses(timestamps);
  const readback = createJoinedReadback(device, 'GpuSingle.staging');
  const preprocesses = new Map<string, PreprocessKernel>();
  const things = createSingleThings(spec, task);
  let fitted: Fitted | null = null;
  // the first run compiles and records
  const [, first] = await Promise.all([preprocessFor(pictures.likely), resident.run()]);
  const decode = await kernel.create({ device, luma, tracks: { last: 0 } }, spec, first);
  const { shape } = decode;
  const chain = await createGpuChain(device, { spec, shape, luma });
  const counters = countersOf(spec.classes.length);

  return {
    async label(picture, { size: frame, refine, request, signal }, timings) {
      const { at, outputs, type, memory } = request;
      const placement = placeOn(spec.input, frame, shape);
      const size = at === 'model' ? gridOver(shape, placement, frame) : at === 'frame' ? frame : at;
      const pixels = size.width * size.height;
      const layout = mapsLayout(pixels, shape.classes, type, outputs);
      if (!hasRoom(pixels, layout)) return null;
      const clock = stopwatch(timings);
      const bound = await pictures.bind(picture);
      const preprocess = await preprocessFor(bound.kind);
      clock('capture');
      throwIfAborted(signal);
      const started = performance.now();
      passes.reset();
      submit(() => preprocess.run(passes.in('preprocess'), bound.group(), bound.size, frame));
      const hasThings = wantsResults(outputs);
      const run = await resident.run(hasThings);
      const stages = { ...(refine || UNREFINED), temporal: 0 };
      const { fit, maps, shares: count } = await fitFor(await chain.fit(frame, size, bound.kind, stages), layout);
      const read = hasThings ? task.reads(spec).flatMap(({ name }) => (run[name] ? [{ name, ...run[name] }] : [])) : [];
      let places: readonly number[] = [];
      submit((encoder) => {
        decode.encode?.(passes, run);
        encoder.clearBuffer(count.counts);
        chain.encode(passes, decode.scores(run), bound, stages, maps ?? undefined);
        count.run(passes.in('postprocess'));
        passes.end();
        timestamps.resolve(encoder);
        places = readback.copy(encoder, [
          { buffer: fit.labels, bytes: WORD * labelWords(shape.classes, pixels) },
          { buffer: count.counts, bytes: WORD * counters },
          { buffer: chain.amiss, bytes: 2 * WORD },
          ...(maps ? [{ buffer: maps.maps, bytes: WORD * layout.words }] : []),
          ...(timestamps.buffer ? [{ buffer: timestamps.buffer, bytes: timestamps.bytes }] : []),
          ...read.map(({ buffer, dims }) => ({ buffer, bytes: WORD * elementsOf(dims) })),
        ]);
      });
      return readback.collect((mapped) => {
        const waited = performance.now() - started;
        const [labelsAt = 0, countsAt = 0, amissAt = 0, ...others] = places;
        const mapsAt = maps ? others.shift()! : 0;
        const stamps = timestamps.buffer ? others.shift()! : null;
        const back = stopwatch(timings);
        const labels = mapIn(memory, 'labelMap', Uint8Array, pixels);
        labels.set(new Uint8Array(mapped, labelsAt, pixels));
        const counts = new Uint32Array(mapped, countsAt, counters);
        const out = scoreMapsIn(request, pixels, shape.classes);
        readMaps(mapped, mapsAt, layout, pixels, out);
        moves.copied(1 + Object.keys(out).length + read.length);
        const { grid } = fit;
        const note = noteOn(amissOf(new Uint32Array(mapped, amissAt, 2)));
        const given = read.map(({ name, dims }, index) => {
          const data = new Float32Array(mapped, others[index], elementsOf(dims));
          return [name, { type: 'float32', dims, data }] as const;
        });
        const own = hasThings
          ? things.maps(
              Object.fromEntries(given),
              { labels, size, frame, placement, grid, counts, note },
              outputs,
              memory,
            )
          : {};
        spend(timings, waited, stamps === null ? null : new BigUint64Array(mapped, stamps, 2 * passes.stages.length));
        back('postprocess');
        return {
          ...size,
          frame,
          labelMap: labels,
          ...out,
          ...own,
          shares: shares(counts, shape.classes),
          note,
          timings,
          moves: moves.take(),
        };
      });
    },
    destroy() {
      preprocesses.forEach((each) => each.destroy());
      letGo();
      for (const each of [pictures, buffers, timestamps, readback, chain, decode]) each.destroy();
    },
  };

  function submit(record: (encoder: GPUCommandEncoder) => void): void {
    const encoder = device.createCommandEncoder({ label: 'GpuSingle' });
    passes.use(encoder);
    record(encoder);
    passes.end();
    device.queue.submit([encoder.finish()]);
  }

  /** Where the device keeps time each stage has its own, and the model what is left; else all of it counts as inference. */
  function spend(timings: Record<Stage, number>, waited: number, stamps: BigUint64Array | null): void {
    const times = stamps && stageTimes(stamps, passes.stages);
    const ours = times ? times.preprocess + times.postprocess + times.refine : 0;
    const known = times && ours <= waited ? times : null;
    timings.preprocess += known?.preprocess ?? 0;
    timings.postprocess += known?.postprocess ?? 0;
    timings.refine += known?.refine ?? 0;
    timings.inference += waited - (known ? ours : 0);
  }

  async function preprocessFor(kind: PictureKind): Promise<PreprocessKernel> {
    const known = preprocesses.get(kind.name);
    if (known) return known;
    const made = await createPreprocessKernel(device, spec.input, { input: resident.input, luma }, kind);
    preprocesses.set(kind.name, made);
    return made;
  }

  async function fitFor(fit: Fit, layout: MapsLayout): Promise<Fitted> {
    const key = [layout.type, ...Object.keys(layout.at)].join();
    if (fitted?.fit === fit && fitted.key === key) return fitted;
    letGo();
    const [counted, maps] = await Promise.all([
      createSharesKernel(device, fit.labels, fit.size, shape.classes),
      layout.words > 0 ? createMapsKernel(device, shape, fit.grid, chain.probabilities, layout) : null,
    ]);
    return (fitted = { fit, key, maps, shares: counted });
  }

  function hasRoom(pixels: number, { words }: MapsLayout): boolean {
    const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
    const most = Math.max(WORD * words, pixels);
    return most <= maxStorageBufferBindingSize && 2 * (WORD * words + pixels) <= maxBufferSize;
  }

  function letGo(): void {
    fitted?.maps?.destroy();
    fitted?.shares.destroy();
    fitted = null;
  }
}
