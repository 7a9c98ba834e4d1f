import type { Size } from '../../src/core/geometry/fit.ts';
import type { Labelling } from '../../src/core/instances/instance.ts';
import type { LabelLayer } from '../../src/core/labels/label-layer.ts';
import type { Labelled } from '../../src/core/labels/labelled.ts';
import type { ModelClass } from '../../src/core/manifest/classes.ts';
import type { MoveCounter } from '../../src/core/metrics/move-counter.ts';
import { hidesSome, type View } from '../../src/core/view/view.ts';
import { headOf } from '../instances/head.ts';
import { createInstanceLayer } from '../instances/instance-layer.ts';
import { createKeeper } from '../instances/keeper.ts';
import type { Things } from '../instances/things.ts';
import { createKeptMask } from './kept-mask.ts';
import { createNumbers, numbered, type PlacedNumber } from './numbers/placing.ts';

export interface ToldApartOptions {
  readonly classes: readonly ModelClass[];
  /** Where nothing is told apart. */
  readonly plain: LabelLayer;
  thingsOf(labelled: Labelled): Things | null;
  readonly moves: MoveCounter;
}

/** What a view shows of a frame's things: their shades and numbers, and whom it leaves in front. */
export interface ToldApart {
  /** What overlays colour of the frame that was last taken. */
  readonly layer: LabelLayer;
  /** Tracks that are left in front; null: the view hides nobody. */
  readonly kept: readonly number[] | null;
  /** The frame that is drawn next. */
  take(labelled: Labelled, view: View, now: number): void;
  /** Clear where those who are hidden are; null: nobody is. */
  mask(): OffscreenCanvas | null;
  /** On a canvas of this size. */
  numbers(canvas: Size): PlacedNumber[];
}

type Apart = Exclude<Labelling, 'semantic'>;

export function createToldApart({ classes, plain, thingsOf, moves }: ToldApartOptions): ToldApart {
  const keeper = createKeeper();
  const placing = createNumbers();
  const keptMask = createKeptMask(moves);
  const layers: Record<string, LabelLayer<Things>> = {};
  let current: { labelled: Labelled; view: View; things: Things | null; now: number } | null = null;
  let kept: ReadonlySet<number> | null = null;

  return {
    layer: {
      get palette() {
        return layerInUse()?.palette ?? plain.palette;
      },
      map(labelled) {
        const layer = layerInUse();
        return layer && current?.things ? layer.map({ ...labelled, result: current.things }) : plain.map(labelled);
      },
    },
    get kept() {
      return kept && [...kept];
    },
    take(labelled, view, now) {
      current = { labelled, view, things: thingsOf(labelled), now };
      kept = hidesSome(view) ? keeper.of(current.things?.instances ?? [], view.keep, now) : null;
    },
    mask() {
      if (!current || !kept) return null;
      const { labelled, things } = current;
      return keptMask.paint(things, kept, labelled.size, labelled.scores);
    },
    numbers(canvas) {
      if (!current || !layerInUse() || !current.things) return [];
      const { labelled, view, things, now } = current;
      const { frame, size } = labelled;
      return placing.place({
        instances: things.instances,
        frame,
        canvas,
        mirrored: view.mirrored,
        now,
        headOf: (instance) => headOf(instance, things.map, size, frame),
      });
    },
  };

  /** null: the classes' own. */
  function layerInUse(): LabelLayer<Things> | null {
    if (!current?.things) return null;
    const { labelling, overlay } = current.view;
    if (labelling === 'semantic' || !numbered(current.view)) return null;
    return layerOf(labelling, overlay === 'labels');
  }

  function layerOf(labelling: Apart, lines: boolean): LabelLayer<Things> {
    return (layers[`${labelling} ${lines}`] ??= createInstanceLayer(classes, labelling, { lines }));
  }
}
