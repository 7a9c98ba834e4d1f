import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Size } from '../../../src/core/geometry/fit.ts';
import type { ModelManifest } from '../../../src/core/manifest/manifest.ts';
import { emptyTimings } from '../../../src/core/metrics/metrics.ts';
import { gridOver } from '../../../src/core/teaching/feature-grid.ts';
import { Lesson, sampledCells } from '../../../src/core/teaching/lesson.ts';
import { positionColumns } from '../../../src/core/teaching/position.ts';
import { sampleMaps } from '../../../src/core/teaching/sample-maps.ts';
import type { Stroke } from '../../../src/core/teaching/stroke.ts';
import { bake } from '../../../workers/live/bake.ts';
import { openModel } from '../../../workers/model/model-file.ts';
import { openInThread } from '../../../workers/node/open-model.ts';
import type { SharedPicture } from '../../../workers/node/shared-frame.ts';
import { channelsOf } from '../../../workers/tasks/features/manifest.ts';
import { randomly } from '../../fixtures/randomly.ts';
import { corrected } from './corrected.ts';
import { dabs } from './dabs.ts';
import type { Scene } from './scene.ts';

const CLASSES = [
  { name: 'background', colour: '#20242c' },
  { name: 'thing', colour: '#e69f00' },
];

/** What came of a lesson on a clip. */
export interface Taught {
  /** Of the whole clip: where truth and labels agree on the thing, of where either says it. */
  readonly iou: number;
  /** Of each frame. */
  readonly each: readonly number[];
  readonly labels: readonly Uint8Array[];
  readonly strokes: readonly { readonly frame: number; readonly strokes: readonly Stroke[] }[];
}

/** The shares of a clip at which a visitor freezes it. */
const STROKED = [0.2, 0.65];

/** So many wrong places of each are drawn over, one after the other, at most. */
const CORRECTED = 6;

/** How a lesson is taught. */
export interface Lessons {
  /** The trunk's manifest's address. */
  readonly trunk: string;
  readonly seed: number;
  /** How much a place counts; 0: not at all. */
  readonly place: number;
}

export type TeachClip = (scene: Scene, lessons: Lessons) => Promise<Taught>;

/**
 * Strokes a thing on two frames of a clip, exports what was taught, and labels all frames with that as a stream is labelled: smoothed over time,
 * with the guided filter.
 */
export async function teachClip(scene: Scene, { trunk, seed, place }: Lessons): Promise<Taught> {
  // of the trunk, and of what becomes of it
  globalThis.fetch = async (address) => new Response(await readFile(new URL(String(address))));
  const strokes = STROKED.map((share) => {
    const frame = Math.floor(share * scene.frames.length);
    return { frame, strokes: dabs(scene.truth[frame]!, scene, randomly(seed + frame)) };
  });
  const model = await taught(scene, strokes, trunk, place);
  const labels = await labelled(scene, model);
  const each = labels.map((own, at) => overlap([scene.truth[at]!], [own]));
  return { iou: overlap(scene.truth, labels), each, labels, strokes };
}

interface TaughtFile {
  readonly manifest: ModelManifest;
  readonly file: Blob;
}

/** An ordinary model of what the strokes say. */
async function taught(scene: Scene, strokes: Taught['strokes'], trunk: string, place: number): Promise<TaughtFile> {
  const options = { model: trunk, ensemble: null, backend: 'cpu', mirror: false, refine: null } as const;
  const session = await openInThread({ ...options, threads: 2, sessions: 1 }, () => undefined);
  const { model: spec } = session.info;
  if (spec.task !== 'features') throw new Error(`${trunk} cannot be taught.`);
  const lesson = new Lesson(channelsOf(spec.features), (frame) => gridOver(spec, frame), positionColumns(spec), place);
  lesson.fixedCamera = place > 0;
  const { width, height } = scene;
  for (const { frame, strokes: drawn } of strokes) {
    const tensors = await session.labeller.outputs(pictureOf(scene.frames[frame]!, scene), scene);
    const maps = spec.features.maps.map(({ output, channels, stride }) => {
      const { data, dims } = tensors[output]!;
      return { channels, stride, width: dims[3]!, height: dims[2]!, data: data as Float32Array };
    });
    const add = (stroke: Stroke): void => {
      const features = sampleMaps(maps, sampledCells(stroke, gridOver(spec, scene)));
      lesson.add({ frame: { id: frame, width, height }, stroke, features });
    };
    for (const stroke of drawn) add(stroke);
    for (let more = 0; more < CORRECTED; more += 1) {
      const stroke = corrected(maps, lesson.fit(CLASSES).head, scene.truth[frame]!, scene);
      if (stroke) add(stroke);
    }
  }
  await session.close();
  const source = await openModel({ model: trunk, assets: 'file:///' }, () => undefined);
  return bake(source, lesson.fit(CLASSES).head);
}

async function labelled(scene: Scene, { manifest, file }: TaughtFile): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'perpixel-clips-'));
  try {
    await writeFile(join(folder, manifest.file), new Uint8Array(await file.arrayBuffer()));
    const model = { ...manifest, file: pathToFileURL(join(folder, manifest.file)).href };
    const options = { model, ensemble: null, backend: 'cpu', mirror: false, refine: null } as const;
    const session = await openInThread({ ...options, threads: 2, sessions: 1 }, () => undefined);
    const refine = manifest.refine ?? false;
    const labels: Uint8Array[] = [];
    for (const [index, frame] of scene.frames.entries()) {
      const seconds = index / scene.rate;
      const request = { frame: scene, size: scene, refine, streamed: true, seconds, results: false } as const;
      const own = await session.labeller.label(pictureOf(frame, scene), request, emptyTimings());
      labels.push(Uint8Array.from(own.labels));
    }
    await session.close();
    return labels;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function pictureOf(bytes: Uint8Array, { width, height }: Size): SharedPicture {
  return {
    bytes,
    layout: [{ offset: 0, stride: 4 * width }],
    format: 'RGBA',
    colours: { matrix: null, fullRange: null },
    turn: null,
    width,
    height,
    shown: { width, height },
  };
}

function overlap(truth: readonly Uint8Array[], said: readonly Uint8Array[]): number {
  let both = 0;
  let either = 0;
  truth.forEach((of, frame) => {
    const own = said[frame]!;
    for (let at = 0; at < of.length; at += 1) {
      both += of[at]! & own[at]!;
      either += of[at]! | own[at]!;
    }
  });
  return either === 0 ? 1 : both / either;
}
