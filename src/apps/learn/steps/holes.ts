import { html, svg } from 'lit';
import type { LearnHost, StepView } from '../host.ts';
import { dimmed, mixed, nothingAt, paletteOf } from '../look/look.ts';
import { areaOf, NO_LABEL, reachable, withHoles } from '../measure/holes.ts';
import type { Labelled } from '../subject/specimen.ts';
import { filled } from '../texts/texts.ts';
import { slider } from './fields.ts';
import { emptyClass, inFront, knowsRoads } from './known-classes.ts';

/** Of the free road's colour, in 256ths. */
const ROAD = { colour: 0xff_6e_dc_3c, share: 150 };
const LABELS = 160;
/** In place of a background that is hidden. */
const HIDDEN = 0xff_8a_6a_4a;

export const holes: StepView = {
  control: (host) =>
    slider(
      host.texts.taken,
      host.choices.holes,
      host.percent(host.choices.holes),
      (share) => host.choose({ holes: share }),
      {
        most: 0.9,
      },
    ),
  aside(host, labelled) {
    const { texts, percent } = host;
    const { cutout: front, other, figure } = leftOf(host, labelled).beside;
    const street = knowsRoads(labelled.model.classes);
    return html`
      <div class="pair">
        <figure>
          <pp-learn-thumb .image=${front}></pp-learn-thumb>
          <figcaption>${texts.cutout}</figcaption>
        </figure>
        <figure>
          <pp-learn-thumb .image=${other}></pp-learn-thumb>
          <figcaption>
            ${street ? texts.freeRoad : texts.hidden}:
            <b>${filled(street ? texts.still : texts.leaks, { percent: percent(figure) })}</b>
          </figcaption>
        </figure>
      </div>
    `;
  },
  paint(host, labelled, words) {
    const palette = paletteOf(labelled.model.classes);
    const { labels: left } = leftOf(host, labelled);
    for (let at = 0; at < words.length; at += 1) {
      const label = left[at]!;
      words[at] = label === NO_LABEL ? dimmed(words[at]!) : mixed(words[at]!, palette[label]!, LABELS);
    }
  },
  marks: () => svg``,
  act: null,
};

/** What is made of a picture with so many labels taken away. */
interface Left {
  readonly share: number;
  readonly labels: Uint8Array<ArrayBuffer>;
  /** What is seen beside it: pictures, and the share that is left or leaks. */
  readonly beside: { readonly cutout: ImageData; readonly other: ImageData; readonly figure: number };
}

const cache = new WeakMap<Labelled, Left>();
/** Pixels of the road that is reached with all labels. */
const whole = new WeakMap<Labelled, number>();

/** What the picture and what is beside it start from, worked out once. */
function leftOf({ choices: { holes: share } }: LearnHost, labelled: Labelled): Left {
  const known = cache.get(labelled);
  if (known?.share === share) return known;
  const labels = withHoles(labelled.maps.labelMap, labelled.specimen, share);
  const street = knowsRoads(labelled.model.classes);
  const beside = { cutout: cutout(labels, labelled), ...(street ? road(labels, labelled) : room(labels, labelled)) };
  const left = { share, labels, beside };
  cache.set(labelled, left);
  return left;
}

/** The picture, pixel by pixel made of what it is. */
function remade({ specimen }: Labelled, pixel: (word: number, at: number) => number): ImageData {
  const { image, width, height } = specimen;
  const words = new Uint32Array(image.data.buffer.slice(0));
  // `from` with a function goes by the iterator, at a tenth of the speed
  for (let at = 0; at < words.length; at += 1) words[at] = pixel(words[at]!, at);
  return new ImageData(new Uint8ClampedArray(words.buffer), width, height);
}

function cutout(left: Uint8Array, labelled: Labelled): ImageData {
  const kept = inFront(labelled.model.classes);
  const { width } = labelled.specimen;
  return remade(labelled, (word, at) => (kept[left[at]!] ? word : nothingAt(at, width)));
}

function road(left: Uint8Array, labelled: Labelled): { other: ImageData; figure: number } {
  const { maps, model, specimen } = labelled;
  const id = emptyClass(model.classes);
  const all = whole.get(labelled) ?? areaOf(reachable(maps.labelMap, specimen, id));
  whole.set(labelled, all);
  const reached = reachable(left, specimen, id);
  const other = remade(labelled, (word, at) =>
    reached[at] ? mixed(dimmed(word), ROAD.colour, ROAD.share) : dimmed(word),
  );
  return { other, figure: all > 0 ? areaOf(reached) / all : 0 };
}

/** What hides the background hides what it knows to be background. */
function room(left: Uint8Array, labelled: Labelled): { other: ImageData; figure: number } {
  const { labelMap } = labelled.maps;
  let background = 0;
  let shown = 0;
  for (let at = 0; at < left.length; at += 1) {
    if (labelMap[at] !== 0) continue;
    background += 1;
    if (left[at] === NO_LABEL) shown += 1;
  }
  const other = remade(labelled, (word, at) => (left[at] === 0 ? HIDDEN : word));
  return { other, figure: background > 0 ? shown / background : 0 };
}
