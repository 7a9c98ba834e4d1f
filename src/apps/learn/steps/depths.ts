import { html, svg, type TemplateResult } from 'lit';
import { perceptualRamp } from '../../../core/labels/palette.ts';
import type { DepthMaps } from '../../../protocol/maps.ts';
import type { LearnHost, StepView } from '../host.ts';
import { dimmed } from '../look/look.ts';
import { oneByOne } from '../measure/receptive-field.ts';
import type { Labelled } from '../subject/specimen.ts';
import { filled } from '../texts/texts.ts';
import { chanceBars } from './chances.ts';
import { oneOf } from './fields.ts';
import { duration } from './duration.ts';
import { lensMarks } from './lens-marks.ts';

const RAMP = perceptualRamp();

export const depths: StepView = {
  control(host) {
    const { texts, choices } = host;
    return oneOf(
      texts.depth,
      'depths',
      choices.depths,
      [
        ...texts.depths.map((label, at) => ({ value: (['1', '2', '3', '4'] as const)[at]!, label })),
        { value: 'field', label: texts.field },
      ],
      (value) => host.choose({ depths: value }),
    );
  },
  aside(host, labelled) {
    if (host.choices.depths === 'field') return field(host, labelled);
    const maps = mapsOf(host);
    const { texts } = host;
    if (!maps) return html`<p class="hint" role="status">${texts.loading}</p>`;
    return html`
      <fieldset class="maps">
        <legend class="hint">${filled(texts.mapsOf, placesOf(maps))}</legend>
        ${maps.shown.map(
          ({ channel, values }, at) => html`
            <label>
              <input
                type="radio"
                name="map"
                .checked=${at === host.map}
                aria-label=${filled(texts.map, { channel })}
                @change=${() => host.setMap(at)}
              />
              <pp-learn-thumb coarse .image=${pictureOf(values, maps)}></pp-learn-thumb>
            </label>
          `,
        )}
      </fieldset>
    `;
  },
  paint(host, { specimen: { width, height } }, words) {
    if (host.choices.depths === 'field') {
      const { shown, running } = host.field;
      if (shown && running) words.set(new Uint32Array(shown.data.buffer));
      return;
    }
    const maps = mapsOf(host);
    const map = maps?.shown[Math.min(host.map, maps.shown.length - 1)];
    for (let y = 0, at = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1, at += 1) {
        if (!maps || !map) words[at] = dimmed(words[at]!);
        else {
          const row = Math.floor((y * maps.height) / height) * maps.width;
          words[at] = RAMP[map.values[row + Math.floor((x * maps.width) / width)]!]!;
        }
      }
    }
  },
  marks(host, { specimen }) {
    if (host.choices.depths !== 'field') return svg``;
    const { field: side, place } = host.field;
    const square = (kind: string): unknown =>
      side !== null && place && Number.isFinite(side)
        ? svg`<rect class=${kind} x=${place.x - side / 2} y=${place.y - side / 2} width=${side} height=${side} />`
        : '';
    return svg`${square('under')}${square('line')}${lensMarks(host.place, specimen)}`;
  },
  act: null,
};

function mapsOf(host: LearnHost): DepthMaps | null {
  const maps = host.maps();
  return maps ? (maps[Math.min(Number(host.choices.depths) - 1, maps.length - 1)] ?? null) : null;
}

function placesOf({ channels, width, height, stride }: DepthMaps): Readonly<Record<string, number>> {
  return { channels, width, height, stride };
}

const pictures = new WeakMap<Uint8Array, ImageData>();

function pictureOf(values: Uint8Array, { width, height }: DepthMaps): ImageData {
  const known = pictures.get(values);
  if (known) return known;
  const words = Uint32Array.from(values, (value) => RAMP[value]!);
  const picture = new ImageData(new Uint8ClampedArray(words.buffer), width, height);
  pictures.set(values, picture);
  return picture;
}

function field(host: LearnHost, labelled: Labelled): TemplateResult {
  const { texts, number } = host;
  const { running, side, sights, field: found } = host.field;
  const { maps, specimen } = labelled;
  const whole = maps.timings.inference;
  const seen = found === null || !Number.isFinite(found) ? Math.max(specimen.width, specimen.height) : found;
  const rounded = number(Math.round(found ?? 0));
  return html`
    <button class="button primary wide" type="button" ?disabled=${running} @click=${() => measure(host)}>
      ${texts.measure}
    </button>
    <p class="reading" role="status">
      ${
        running
          ? filled(texts.measuring, { side: number(Math.min(side, Math.max(specimen.width, specimen.height))) })
          : found === null
            ? texts.moveLens
            : Number.isFinite(found)
              ? filled(texts.sees, { side: rounded })
              : texts.seesAll
      }
    </p>
    ${chanceBars(host, labelled, sights.at(-1)?.probabilities ?? null)}
    <dl class="times">
      <dt>${filled(texts.atOnce, { pixels: number(specimen.width * specimen.height) })}</dt>
      <dd>${duration(host.language, whole)}</dd>
      <dt>${texts.oneByOne}</dt>
      <dd>${duration(host.language, oneByOne(whole, specimen, seen))}</dd>
    </dl>
    <p class="hint">${texts.computed}</p>
  `;
}

function measure(host: LearnHost): void {
  host.freeze();
  host.measure();
}
