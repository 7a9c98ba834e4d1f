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
    const left = leftOf(host, labelled);
    const street = knowsRoads(labelled.model.classes);
    const share = street ? roadLeft(left, labelled) : leaking(left, labelled);
    return html`
      <div class="pair">
        <figure>
          <pp-learn-thumb .image=${cutout(left, labelled)}></pp-learn-thumb>
          <figcaption>${texts.cutout}</figcaption>
        </figure>
        <figure>
          <pp-learn-thumb .image=${street ? road(left, labelled) : room(left, labelled)}></pp-learn-thumb>
          <figcaption>
            ${street ? texts.freeRoad : texts.hidden}:
            <b>${filled(street ? texts.still : texts.leaks, { percent: percent(share) })}</b>
          </figcaption>
        </figure>
      </div>
    `;
  },
  paint(host, labelled, words) {
    const palette = paletteOf(labelled.model.classes);
    const left = leftOf(host, labelled);
    for (let at = 0; at < words.length; at += 1) {
      const label = left[at]!;
      words[at] = label === NO_LABEL ? dimmed(words[at]!) : mixed(words[at]!, palette[label]!, LABELS);
    }
  },
  marks: () => svg``,
  act: null,
};

const cache = new WeakMap<Labelled, { share: number; left: Uint8Array<ArrayBuffer> }>();

/** What the picture, the cut-out and the road all start from. */
function leftOf({ choices: { holes: share } }: LearnHost, labelled: Labelled): Uint8Array<ArrayBuffer> {
  const known = cache.get(labelled);
  if (known?.share === share) return known.left;
  const left = withHoles(labelled.maps.labelMap, labelled.specimen, share);
  cache.set(labelled, { share, left });
  return left;
}

/** The picture, pixel by pixel made of what it is. */
function remade({ specimen }: Labelled, pixel: (word: number, at: number) => number): ImageData {
  const { image, width, height } = specimen;
  const words = Uint32Array.from(new Uint32Array(image.data.buffer), pixel);
  return new ImageData(new Uint8ClampedArray(words.buffer), width, height);
}

function cutout(left: Uint8Array, labelled: Labelled): ImageData {
  const kept = inFront(labelled.model.classes);
  const { width } = labelled.specimen;
  return remade(labelled, (word, at) => (kept[left[at]!] ? word : nothingAt(at, width)));
}

function road(left: Uint8Array, labelled: Labelled): ImageData {
  const reached = reachable(left, labelled.specimen, emptyClass(labelled.model.classes));
  return remade(labelled, (word, at) => (reached[at] ? mixed(dimmed(word), ROAD.colour, ROAD.share) : dimmed(word)));
}

/** Of the road that is reached with all labels, what still is. */
function roadLeft(left: Uint8Array, { maps, model, specimen }: Labelled): number {
  const road = emptyClass(model.classes);
  const whole = areaOf(reachable(maps.labelMap, specimen, road));
  return whole > 0 ? areaOf(reachable(left, specimen, road)) / whole : 0;
}

/** What hides the background hides what it knows to be background. */
function room(left: Uint8Array, labelled: Labelled): ImageData {
  return remade(labelled, (word, at) => (left[at] === 0 ? 0xff_8a_6a_4a : word));
}

function leaking(left: Uint8Array, { maps }: Labelled): number {
  let background = 0;
  let shown = 0;
  for (let at = 0; at < left.length; at += 1) {
    if (maps.labelMap[at] !== 0) continue;
    background += 1;
    if (left[at] === NO_LABEL) shown += 1;
  }
  return background > 0 ? shown / background : 0;
}
