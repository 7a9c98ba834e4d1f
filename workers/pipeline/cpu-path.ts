import { SerialQueue } from '../../src/core/async/serial-queue.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import { emptyTimings } from '../../src/core/metrics/metrics.ts';
import { pixelAt } from '../../src/core/geometry/pixel-at.ts';
import { probedThing, toProbe, type Probe } from '../../src/core/labels/probe.ts';
import { blurIn, wantsThings, type View } from '../../src/core/view/view.ts';
import type { StreamFrame } from '../../src/platform/stream-frame.ts';
import { probabilitiesAt } from '../../src/core/labels/scores.ts';
import { createAccuracyMeter } from './accuracy.ts';
import { createCompositor } from '../compositor/compositor.ts';
import { stopwatch } from './stopwatch.ts';
import { createCrowd } from '../instances/crowd.ts';
import type { ModelSession } from './model-session.ts';
import { centres } from '../stages/shares/centres.ts';
import { shares } from '../stages/shares/shares.ts';
import type { Drawn, DrawTarget, FramePath, PathRequest } from './frame-path.ts';

const NO_DISCS = 'The background is blurred evenly: discs of light take a GPU.';

/**
 * Every stage on the CPU, wherever inference runs, drawn on a 2D canvas.
 * @param target null: labels are made and nobody looks
 */
export function createCpuPath(
  { spec, task, labeller, alone, onDemand }: ModelSession,
  target: DrawTarget | null,
): FramePath {
  const accuracy = createAccuracyMeter(spec);
  const crowd = createCrowd(spec.classes.map(({ thing }) => thing));
  const compositor =
    target &&
    createCompositor(target.canvas, spec.classes, {
      layer: task.createLayer(spec),
      thingsOf: ({ result }) => task.things?.(result) ?? null,
      backgrounds: target.backgrounds,
      arena: labeller.arena,
      moves: labeller.moves,
    });
  // things are looked for where somebody sees them
  const wantsResults = (view: View): boolean => !task.things || wantsThings(view);
  // the model may run for a drawing of the last frame, too
  const queue = new SerialQueue();
  let shown: Labelled | null = null;
  let viewOf: PathRequest['view'] | null = null;

  return {
    tellsApart: true,
    // an ensemble measures its disagreement, which cannot follow; nor can ids without probabilities
    follows: alone && task.averagingObstacle(spec) === null,
    get besides() {
      return onDemand?.available ?? false;
    },
    present: (frame, request) => queue.run(() => present(frame, request)),
    async redraw() {
      if (!lacksResults()) return draw();
      await queue.run(async () => {
        await tell();
        draw();
      });
    },
    probe: async (x, y) => shown && probe(shown, x, y),
    snapshot: async () => (compositor && shown ? compositor.snapshot() : null),
    adopt: (seconds, instances) => labeller.adopt(seconds, instances),
    reset() {
      labeller.reset();
      accuracy.reset();
    },
    close() {
      shown = null;
    },
  };

  async function present(
    frame: StreamFrame,
    { size, labels, refine, view, seconds, camera, truth, hold, follow, beside = false }: PathRequest,
  ): Promise<Drawn> {
    const timings = emptyTimings();
    // drawing anew between two frames is none of the next one's
    labeller.moves.take();
    const labelled = await labeller.label(
      frame,
      {
        frame: size,
        size: labels,
        refine,
        streamed: true,
        watched: camera ? 'live' : 'shown',
        seconds,
        results: wantsResults(view()),
        raw: view().split !== null,
        hold,
        follow,
        beside,
      },
      timings,
    );
    const clock = stopwatch(timings);
    const share = shares(labelled.counts, spec.classes.length);
    const middles = centres(labelled.labels, labelled.size, spec.classes.length);
    clock('postprocess');
    shown = labelled;
    viewOf = view;
    await tell();
    clock('postprocess');
    draw();
    clock('composite');
    const drawn = performance.timeOrigin + performance.now();
    return {
      shares: share,
      centres: middles,
      sharesAge: 0,
      timings,
      timedBy: 'worker',
      moves: labeller.moves.take(),
      drawn,
      accuracy: truth ? accuracy.add(labelled, truth) : null,
      note: labelled.note ?? (blurIn(view())?.kind === 'bokeh' ? NO_DISCS : null),
      found: task.found?.(shown?.result ?? labelled.result) ?? null,
      crowd: crowd.of(labelled.labels, labelled.size, drawn),
      sampled: labeller.sampled,
    };
  }

  /** The view of now shows what the last frame was labelled without. */
  function lacksResults(): boolean {
    return shown !== null && shown.result === null && viewOf !== null && wantsResults(viewOf());
  }

  async function tell(): Promise<void> {
    if (!shown || !lacksResults()) return;
    const told = await labeller.told(shown);
    // it may have been closed meanwhile
    if (shown) shown = told;
  }

  function draw(): void {
    if (!shown || !compositor || !viewOf) return;
    const view = viewOf();
    if (view.split !== null && !shown.raw) shown = labeller.raw(shown);
    compositor.draw(shown, view);
    target.onDrawn(view, compositor.kept);
  }

  function probe({ labels, counts, size, scores, placement, frame, result }: Labelled, x: number, y: number): Probe {
    const pixel = pixelAt(size, x, y);
    const classId = labels[pixel] ?? 0;
    const probabilities = new Float32Array(scores.classes);
    probabilitiesAt(scores, pixelAt(scores, x, y, placement), probabilities);
    const things = task.things?.(result);
    // ids count from 1, in order
    const instance = things?.instances[things.map[pixel]! - 1];
    const found = toProbe(spec.classes, classId, probabilities, shares(counts, scores.classes));
    return { ...found, ...probedThing(instance, frame.width * frame.height) };
  }
}
