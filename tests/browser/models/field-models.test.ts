import { describe, expect, inject, it } from 'vitest';
import type { Segmentation } from '../../../src/perpixel.ts';
import { addressOf, segmenterFor } from './own-model.ts';
import type { SemanticManifest } from '../../../workers/tasks/semantic/manifest.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of a folder with `models/*.onnx` and `clips/*.mp4`; empty when none was given. */
    readonly field: string;
  }
}

/** Models that others published, as a user would bring them: only their manifests are ours. */
const MANIFESTS: Record<string, SemanticManifest> = import.meta.glob('../../fixtures/manifests/*.json', {
  eager: true,
  import: 'default',
});
const field = inject('field');
const reason = field ? '' : ' (skipped: PERPIXEL_FIELD names no folder with models/*.onnx and clips/*.mp4)';

function fieldAddress(path: string): string {
  return new URL(`/@fs/${field}/${path}`.replace(/\/{2,}/g, '/'), location.href).href;
}

/** The manifest at an address of its own, as `model=…` takes it. */
function manifestAddress(id: string): string {
  const manifest = Object.values(MANIFESTS).find((each) => each.id === id);
  if (!manifest) throw new Error(`there is no manifest "${id}"`);
  return addressOf(JSON.stringify({ ...manifest, file: fieldAddress(`models/${manifest.file}`) }), 'application/json');
}

async function frameOf(clip: string, seconds: number): Promise<ImageBitmap> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = fieldAddress(`clips/${clip}`);
  await new Promise((resolve, reject) => {
    video.addEventListener('seeked', resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(`${clip} does not play`)), { once: true });
    video.currentTime = seconds;
  });
  return createImageBitmap(video);
}

async function labelled(id: string, clip: string): Promise<Answer> {
  const segmenter = await segmenterFor(manifestAddress(id));
  const frame = await frameOf(clip, 1);
  const result = await segmenter.segment(frame, { outputs: ['confidence'] });
  return new Answer(
    result,
    segmenter.model.classes.map((each) => each.name),
  );
}

/** What a model says, by the names of its classes; places are fractions of the frame. */
class Answer {
  constructor(
    readonly result: Segmentation,
    private readonly names: readonly string[],
  ) {}

  at(u: number, v: number): string | undefined {
    const { labelMap, width, height } = this.result;
    return this.names[labelMap[Math.floor(v * height) * width + Math.floor(u * width)] ?? -1];
  }

  share(name: string): number {
    return this.result.shares[this.names.indexOf(name)] ?? Number.NaN;
  }

  /** A class's share of the rows from `top` to `bottom`. */
  shareBetween(name: string, top: number, bottom: number): number {
    const { labelMap, width, height } = this.result;
    const rows = [...labelMap.subarray(Math.floor(top * height) * width, Math.floor(bottom * height) * width)];
    const id = this.names.indexOf(name);
    return rows.filter((label) => label === id).length / rows.length;
  }

  get meanConfidence(): number {
    const { confidence = new Float32Array() } = this.result;
    return confidence.reduce((sum, value) => sum + value, 0) / confidence.length;
  }
}

const HIGHWAY = 'drive_highway_solidWhiteRight.mp4';
const DIM_HIGHWAY = 'drive_autoware_highway_1024_512.mp4';
const PERSON = 'person_asl_again.mp4';
const PERSON_OUTSIDE = 'person_thoughtful_35590.mp4';

it('every field manifest is of an id of its own', () => {
  const ids = Object.entries(MANIFESTS).map(([path, { id, file }]) => [path.split('/').at(-1), `${id}.json`, file]);
  expect(ids.length).toBe(5);
  ids.forEach(([name, expected, file]) =>
    expect([name, file]).toEqual([expected, expected?.replace('.json', '.onnx')]),
  );
});

describe.skipIf(!field)(`models that others published${reason}`, { timeout: 120_000 }, () => {
  describe.each([HIGHWAY, DIM_HIGHWAY])('on the road, %s', (clip) => {
    it('road_segmentation_adas_0001: NHWC, BGR, raw, softmaxed', async () => {
      const answer = await labelled('road_segmentation_adas_0001', clip);
      expect(answer.at(0.5, 0.9)).toBe('road');
      expect(answer.shareBetween('background', 0, 0.35)).toBeGreaterThan(0.99);
      expect(answer.shareBetween('road', 0.75, 1)).toBeGreaterThan(0.8);
      expect(answer.share('road marking')).toBeGreaterThan(0.003);
      expect(answer.share('road marking')).toBeLessThan(0.06);
      expect(answer.meanConfidence).toBeGreaterThan(0.9);
      expect(answer.meanConfidence).toBeLessThanOrEqual(1.0001);
    });

    it.each(['twinlitenetplus_nano', 'twinlitenet'])('%s: two heads, stacked', async (id) => {
      const answer = await labelled(id, clip);
      expect(answer.at(0.5, 0.9)).toBe('drivable area');
      expect(answer.shareBetween('background', 0, 0.35)).toBeGreaterThan(0.99);
      expect(answer.shareBetween('drivable area', 0.75, 1)).toBeGreaterThan(0.8);
      expect(answer.share('lane line')).toBeGreaterThan(0.01);
      expect(answer.share('lane line')).toBeLessThan(0.06);
      expect(answer.meanConfidence).toBeGreaterThan(0.95);
    });
  });

  describe.each([PERSON, PERSON_OUTSIDE])('a person, %s', (clip) => {
    it('deeplab_v3_voc_257: NHWC, (x / 127.5) − 1, 21 logits', async () => {
      const answer = await labelled('deeplab_v3_voc_257', clip);
      expect(answer.at(0.5, 0.75)).toBe('person');
      expect(answer.at(0.95, 0.05)).toBe('background');
      expect(answer.share('person')).toBeGreaterThan(0.1);
      expect(answer.share('person') + answer.share('background')).toBeGreaterThan(0.95);
    });

    it('SINet_Softmax_anil: BGR with mean and std, softmaxed', async () => {
      const answer = await labelled('SINet_Softmax_anil', clip);
      expect(answer.at(0.5, 0.75)).toBe('person');
      expect(answer.at(0.95, 0.05)).toBe('background');
      expect(answer.share('person')).toBeGreaterThan(0.1);
      expect(answer.share('person')).toBeLessThan(0.4);
      expect(answer.meanConfidence).toBeGreaterThan(0.9);
    });
  });
});
