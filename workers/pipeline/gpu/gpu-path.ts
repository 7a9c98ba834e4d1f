import type { TaskFound } from '../../../src/core/manifest/tasks.ts';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import { emptyTimings, STAGES, type Stage, type StageTimings } from '../../../src/core/metrics/metrics.ts';
import type { Accuracy } from '../../../src/core/metrics/accuracy.ts';
import { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import { noteOn } from '../../../src/core/labels/scores.ts';
import { SerialQueue } from '../../../src/core/async/serial-queue.ts';
import { isVideoFrame, type StreamFrame } from '../../../src/platform/stream-frame.ts';
import { createAccuracyMeter } from '../accuracy.ts';
import { createGpuCompositor } from '../../compositor/gpu/gpu-compositor.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { pixelsOf } from '../../gpu/grid-shape.ts';
import { workDone } from '../../gpu/hastened.ts';
import { createPasses } from '../../gpu/passes.ts';
import { createPictures, type PictureKind } from '../../gpu/picture/picture.ts';
import { createQueueClock, type QueueClock } from '../../gpu/queue-clock.ts';
import { createTimestamps } from '../../gpu/timestamps.ts';
import type { GpuFrame, TaskKernel } from '../../tasks/task-kernel.ts';
import type { TrackNumbers } from '../../../src/core/instances/track-numbers.ts';
import type { Graphics } from '../model-session.ts';
import { createPreprocessKernel, type PreprocessKernel } from '../../stages/preprocess/preprocess-kernel.ts';
import { createWarpKernel, type WarpKernel } from '../../stages/warp/warp-kernel.ts';
import { trace } from '../stopwatch.ts';
import type { DrawTarget, Drawn, FramePath, LastFrame, PathRequest } from '../frame-path.ts';
import { createGpuInference, lacksHeads } from './gpu-inference.ts';
import { createGpuLabels, type LabelStages } from './gpu-labels.ts';
import { createGpuProbe } from './gpu-probe.ts';
import { createSamples, type Sample, type SampleSources } from './gpu-samples.ts';

/** At most this many passes of a frame are timed. */
const PASSES = 12;

export interface GpuPathOptions extends Graphics {
  readonly spec: ModelSpec;
  readonly kernel: TaskKernel;
  readonly target: DrawTarget;
  readonly tracks: TrackNumbers;
}

interface Shown extends LastFrame {
  readonly stages: LabelStages;
  /** The scores: the model's output, which keeps until the next run, or where they have moved since. */
  readonly output: GPUBuffer;
  readonly made: GpuFrame;
}

/**
 * Every stage on the GPU: the frame is read where it lies, the model's tensors never leave the device, and the canvas is
 * drawn from them. After the first frames nothing is created but a frame's own external texture with its bind group.
 * @throws Error where a shader does not compile or the canvas gives no context
 */
export async function createGpuPath(options: GpuPathOptions): Promise<FramePath> {
  const { spec, kernel, device, tally, resident, target, tracks } = options;
  const pictures = createPictures(device);
  const buffers = createBuffers(device);
  const luma = buffers.storage('GpuPath.luma', pixelsOf(spec.input));
  const timestamps = createTimestamps(device, PASSES);
  const passes = createPasses(timestamps);
  const untimed = createPasses();
  const accuracy = createAccuracyMeter(spec);
  const preprocesses = new Map<string, PreprocessKernel>();
  // frames and drawings of the last one again do not cross
  const queue = new SerialQueue();
  let shown: Shown | null = null;
  let warp: WarpKernel | null = null;
  /** The model's last output, while frames may follow it. */
  let held: GPUBuffer | null = null;
  /** A drawing that waits for its turn: it reads the newest view when it runs. */
  let redrawing: Promise<void> | null = null;
  let sample: Sample | null = null;
  let scored: Accuracy | null = null;
  /** How many things the last look saw apart, until a frame has reported it. */
  let crowd: number | null = null;
  let frames = 0;
  /** Counts the streaks of frames that show one thing after another, without a seek or another way between them. */
  let streak = 0;
  let closed = false;
  const moves = new MoveCounter(tally);
  // the compositor takes the canvas for good: what else may fail comes before it. The first run compiles and records too.
  const [, first] = await Promise.all([preprocessFor(pictures.likely), resident.run()]);
  const decode = await kernel.create({ device, luma, tracks }, spec, first);
  const model = createGpuInference(resident, spec, first);
  const probe = createGpuProbe(device, spec, decode.results);
  const samples = createSamples(device, spec.classes.length, timestamps, decode.results);
  const labels = await createGpuLabels(device, spec, luma, decode);
  const compositor = await createGpuCompositor(device, target, spec, moves);
  // what was moved to make all this ready is no frame's
  moves.take();

  return {
    tellsApart: decode.results !== undefined,
    follows: true,
    present: (frame, request) => queue.run(() => present(frame, request)),
    async redraw() {
      // a device that went took the picture with it
      await (redrawing ??= queue.run(draw)).catch(() => undefined);
    },
    async probe(x, y) {
      if (!shown || !sample) return null;
      return probe.read(shown.stages, labels.things(shown.request.view()), sample.shares, x, y);
    },
    snapshot: () =>
      queue.run(async () => {
        if (!shown) return null;
        await draw();
        return compositor.snapshot();
      }),
    adopt(seconds, instances, size) {
      decode.results?.adopt?.(seconds, instances, size);
      forgetFound();
    },
    takeLast() {
      const taken = shown;
      shown = null;
      return taken;
    },
    reset() {
      held = null;
      forgetFound();
      labels.reset();
      accuracy.reset();
      scored = null;
    },
    close() {
      if (closed) return;
      closed = true;
      keep(null);
      preprocesses.forEach((each) => each.destroy());
      warp?.destroy();
      for (const each of [pictures, buffers, timestamps, samples, decode, labels, probe, compositor]) each.destroy();
    },
  };

  async function present(frame: StreamFrame, request: PathRequest): Promise<Drawn> {
    const started = performance.now();
    const picture = await pictures.bind(frame);
    const preprocess = await preprocessFor(picture.kind);
    await compositor.prepare(picture.kind);
    const captured = performance.now();
    passes.reset();
    const sampled = samples.due();
    const clock = sampled && !timestamps.buffer ? createQueueClock(device) : null;
    submit(() => {
      preprocess.run(passes.in('preprocess'), picture.group(), picture.size, request.size);
      passes.end();
    });
    if (clock) await clock.mark('preprocess');
    const needsHeads = lacksHeads(model.heads, request.view());
    const follow = request.follow && !needsHeads ? held : null;
    if (!follow) await model.run(request.view());
    const inferred = follow ?? decode.scores(model.outputs);
    if (clock) await clock.mark('inference');
    const follower = request.hold
      ? (warp ??= await createWarpKernel(device, { shape: labels.shape, input: spec.input, luma }))
      : null;
    held = follower && inferred;
    const stages = await labels.fit(picture, request);
    let output = inferred;
    frames += 1;
    let sources = null as SampleSources | null;
    const view = request.view();
    const made = { outputs: model.outputs, seconds: request.seconds, heads: model.heads };
    submit(() => {
      if (!follow) decode.encode?.(passes, model.outputs);
      if (follower && follow) output = follower.follow(passes.in('inference'), follow);
      else follower?.hold(passes.in('inference'));
      labels.encode({ passes, counting: sampled, frame: made }, output, picture, request);
      const writes = passes.take('composite');
      const how = { ...writes, instances: found()?.instances ?? [] };
      compositor.draw(passes.encoder, picture, request.size, labels.layers(view), view, how);
      if (!sampled) return;
      sources = labels.sources(request.truth);
      timestamps.resolve(passes.encoder);
      samples.copy(passes.encoder, sources);
      labels.recount(passes.encoder);
    }, clock);
    void clock?.mark('composite');
    target.onDrawn(view, null);
    // a sample that was under way when the device went comes to nothing
    const collected = sources && collect(sources, clock).catch(() => undefined);
    if (!sample) await collected;
    await workDone(device);
    const drawn = performance.now();
    trace('capture', started, captured);
    trace('inference', captured, drawn);
    keep({
      frame: isVideoFrame(frame) ? frame.clone() : await createImageBitmap(frame),
      request,
      stages,
      output,
      made,
    });
    const seen = crowd;
    crowd = null;
    return {
      shares: sample?.shares.slice() ?? new Float32Array(spec.classes.length),
      centres: sample?.centres.slice() ?? new Float32Array(spec.classes.length).fill(NaN),
      sharesAge: frames - (sample?.frame ?? frames),
      timings: timed(captured - started, drawn - captured),
      timedBy: timestamps.buffer ? 'timestamps' : 'queue',
      moves: moves.take(),
      spent: drawn - started,
      drawn: performance.timeOrigin + drawn,
      accuracy: request.truth ? scored : null,
      note: noteOn(sample?.amiss) ?? labels.note,
      found: found(),
      crowd: seen,
    };
  }

  /** @param clock times each stage */
  function submit(record: (encoder: GPUCommandEncoder) => void, clock: QueueClock | null = null): void {
    const encoder = device.createCommandEncoder({ label: 'GpuPath' });
    passes.use(encoder, clock ? (ended) => submitStage(ended, clock) : undefined);
    record(encoder);
    device.queue.submit([passes.encoder.finish()]);
  }

  /** Things as they were last read back. */
  function found(): TaskFound | null {
    return (labels.hasResults && sample?.found) || null;
  }

  /** Submits what a stage has recorded, so that its end can be timed. */
  function submitStage(ended: Stage, clock: QueueClock): GPUCommandEncoder {
    device.queue.submit([passes.encoder.finish()]);
    void clock.mark(ended);
    return device.createCommandEncoder({ label: 'GpuPath' });
  }

  async function preprocessFor(kind: PictureKind): Promise<PreprocessKernel> {
    const known = preprocesses.get(kind.name);
    if (known) return known;
    const made = await createPreprocessKernel(device, spec.input, { input: resident.input, luma }, kind);
    preprocesses.set(kind.name, made);
    return made;
  }

  /** The last frame again, with the newest view; what only that view shows is made up for. */
  async function draw(): Promise<void> {
    redrawing = null;
    if (!shown) return;
    if (lacksHeads(shown.made.heads, shown.request.view())) {
      // on what it was prepared for last; frames must not follow that, which may be another one than the scores held are of
      const scores = decode.scores(model.outputs);
      await model.run(shown.request.view());
      held = null;
      const output = shown.output === scores ? decode.scores(model.outputs) : shown.output;
      shown = { ...shown, output, made: { ...shown.made, outputs: model.outputs, heads: model.heads } };
    }
    const { frame, request, output, made, stages: before } = shown;
    const picture = await pictures.bind(frame);
    await compositor.prepare(picture.kind);
    const stages = await labels.fit(picture, request);
    if (stages !== before) shown = { ...shown, stages };
    const view = request.view();
    submit((encoder) => {
      if (labels.lacks(before, view)) {
        untimed.use(encoder);
        labels.encodeLacking(untimed, made, output, picture, view);
      }
      compositor.draw(encoder, picture, request.size, labels.layers(view), view, {
        instances: found()?.instances ?? [],
      });
    });
    target.onDrawn(view, null);
  }

  /** What was found in the frames before is not in the next ones, nor what is still on its way. */
  function forgetFound(): void {
    streak += 1;
    crowd = null;
    sample = sample && { ...sample, found: null };
  }

  async function collect(sources: SampleSources, clock: QueueClock | null): Promise<void> {
    const own = streak;
    const found = await samples.collect(frames, passes.stages, sources);
    const next = clock ? { ...found, times: await clock.read() } : found;
    sample = own === streak ? next : { ...next, found: null };
    if (own === streak) crowd = next.crowd ?? crowd;
    const { confusion } = next;
    if (confusion) scored = accuracy.addCounts(confusion.counts, confusion.frames, confusion.classes);
  }

  /** Of the newest sampled frame; until one has come, all that it took counts as inference. */
  function timed(capture: number, rest: number): StageTimings {
    const times = sample?.times;
    if (!times) return { ...emptyTimings(), capture, inference: rest };
    return Object.fromEntries(STAGES.map((stage) => [stage, stage === 'capture' ? capture : times[stage]])) as Record<
      (typeof STAGES)[number],
      number
    >;
  }

  function keep(next: Shown | null): void {
    shown?.frame.close();
    shown = next;
  }
}
