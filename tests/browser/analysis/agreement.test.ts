import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Catalogue } from '../../../src/apps/analyst/catalogue.ts';
import { findingsOf } from '../../../src/apps/analyst/findings-of.ts';
import { AnalysisJob } from '../../../src/apps/analyst/job.ts';
import { toCsv, toPlain } from '../../../src/core/analysis/report.ts';
import { PANOPTIC_BASE, type Instance } from '../../../src/core/instances/instance.ts';
import { analyzeVideo, type Analysis } from '../../../src/perpixel.ts';
import '../../../src/perpixel.ts';
import type { InstancesManifest } from '../../../workers/tasks/instances/manifest.ts';
import { framesFrom } from '../../../workers/video/frames.ts';
import { openVideoFile } from '../../../workers/video/video-file.ts';
import { thingsAt, THINGS, type NamedThing } from '../../fixtures/media/things/scene.ts';
import { centredNetwork, centredParts } from '../../fixtures/onnx/centred.ts';
import { addressOf, fileParts, segmenterFor } from '../models/own-model.ts';
import { clip } from './clips.ts';

const { width, height, frames, perSecond } = THINGS;
const PIXELS = width * height;

/** A frame as `segment()` has it. */
interface Single {
  readonly instances: readonly Instance[];
  readonly panopticMap: Uint32Array;
}

let film: Blob;

/** Of each pixel which thing of the scene it is of, by its place among them; -1: of none. */
function truthAt(frame: number): { readonly things: readonly NamedThing[]; readonly owners: Int8Array } {
  const things = thingsAt(frame);
  const owners = Int8Array.from({ length: PIXELS }, (_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return things.findLastIndex(
      (each) => x >= each.x && y >= each.y && x < each.x + each.width && y < each.y + each.height,
    );
  });
  return { things, owners };
}

const untracked = ({ instances }: { readonly instances?: readonly Instance[] }) =>
  instances?.map((each) => ({ ...each, track: 0 }));

async function singles(model: InstancesManifest): Promise<Single[]> {
  const video = await openVideoFile(film);
  const segmenter = await segmenterFor(model);
  const found: Single[] = [];
  for await (const { frame } of framesFrom(video, 0)) {
    const { instances = [], panopticMap = new Uint32Array() } = await segmenter.segment(frame!, {
      outputs: ['instances', 'panoptic'],
      transfer: true,
    });
    found.push({ instances, panopticMap });
  }
  video.close();
  return found;
}

/** The number of each thing of the scene, which it has in all frames. */
function numbersOf({ frames: analysed }: Analysis): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { index, instances = [] } of analysed) {
    for (const { name, x, y } of thingsAt(index)) {
      const track = instances.find(({ box }) => box.x === x && box.y === y)?.track ?? NaN;
      expect([name, numbers.get(name) ?? track]).toEqual([name, track]);
      numbers.set(name, track);
    }
  }
  return numbers;
}

/** What the element says of the film's frames while it plays, by their indices; of so many of them. */
async function played(model: string, count: number): Promise<ReadonlyMap<number, readonly Instance[]>> {
  const element = Object.assign(document.createElement('per-pixel'), { model, backend: 'wasm' });
  onTestFinished(() => element.remove());
  document.body.append(element);
  const seen = new Map<number, readonly Instance[]>();
  const enough = new Promise<void>((resolve, reject) => {
    element.addEventListener('perpixel-frame', ({ detail: { seconds, instances } }) => {
      if (instances) seen.set(Math.round((seconds ?? NaN) * perSecond), instances);
      if (seen.size >= count) resolve();
    });
    element.addEventListener('perpixel-error', ({ detail }) => reject(detail));
  });
  await Promise.all([element.openFile(film), enough]);
  return seen;
}

function jobOn(model: string): AnalysisJob {
  const source = { name: 'things.webm', blob: film, url: '', handle: null };
  return new AnalysisJob(source, { model, backend: 'wasm', every: 1 }, new Catalogue());
}

/** A job of the analyst's page that is through with the film. */
async function analysed(model: string): Promise<AnalysisJob> {
  const job = jobOn(model);
  onTestFinished(() => job.discard());
  await job.run();
  expect(job.error).toBeNull();
  return job;
}

type Files = Readonly<Record<string, Uint8Array>>;

async function written({ client }: AnalysisJob, kind: 'panoptic' | 'instance-maps'): Promise<Files> {
  const options = { kind, file: null, name: 'a', opacity: 0.5, about: {} };
  const blob = await client!.exportFile(options, () => undefined);
  return unzipSync(new Uint8Array(await blob!.arrayBuffer()));
}

function json<T>(files: Files, name: string): T {
  return JSON.parse(new TextDecoder().decode(files[name])) as T;
}

interface Coco {
  readonly annotations: readonly {
    readonly image_id: number;
    readonly file_name: string;
    readonly segments_info: readonly {
      readonly id: number;
      readonly category_id: number;
      readonly area: number;
      readonly bbox: readonly number[];
      readonly track_id?: number;
    }[];
  }[];
}

/** In an order that does not depend on where they come from. */
const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

/** Addresses last as long as a test. */
async function centred(): Promise<InstancesManifest> {
  return { ...(await fileParts(centredNetwork(width, height))), ...centredParts(width, height), refine: false };
}

async function centredAddress(): Promise<string> {
  return addressOf(JSON.stringify(await centred()), 'application/json');
}

describe('the things of a video', () => {
  let analysis: Analysis;
  let alone: readonly Single[];

  beforeAll(async () => {
    film = await clip('things/things.webm');
    const model = await centred();
    alone = await singles(model);
    analysis = await analyzeVideo(film, { model, backend: 'wasm' });
  });

  it('are those of the scene to the pixel in segment(), and the same in analyzeVideo(), which follows them', () => {
    expect(alone).toHaveLength(frames);
    for (const [index, { instances, panopticMap }] of alone.entries()) {
      const { things, owners } = truthAt(index);
      // each pixel of a thing has its id, and no other pixel has
      const ids = things.map(({ x, y }) => panopticMap[y * width + x]!);
      expect(new Set(ids).size).toBe(things.length);
      expect(panopticMap).toEqual(Uint32Array.from(owners, (owner) => ids[owner] ?? 0));
      expect(instances).toHaveLength(things.length);
      for (const [place, { classId, x, y, ...size }] of things.entries()) {
        const area = owners.filter((each) => each === place).length;
        const own = instances.find(({ id }) => classId * PANOPTIC_BASE + id === ids[place]);
        expect(own).toMatchObject({ classId, box: { x, y, width: size.width, height: size.height }, area });
      }
    }
    expect(analysis.frames.map(untracked)).toEqual(alone.map(untracked));
    const numbers = numbersOf(analysis);
    expect(new Set(numbers.values()).size).toBe(4);
    expect(analysis.tracks.map(({ track }) => track)).toEqual([...numbers.values()].sort((a, b) => a - b));
  });

  it('are the same in the element', async () => {
    for (const [index, instances] of await played(await centredAddress(), 4)) {
      expect(untracked({ instances })).toEqual(untracked(alone[index]!));
    }
  });

  it('are the same on the analyst’s page, and in every file that is taken away there', async () => {
    const job = await analysed(await centredAddress());
    const findings = findingsOf(job)!;
    expect(findings.frames.map(({ instances }) => instances)).toEqual(analysis.frames.map((each) => each.instances));
    expect(findings.tracks).toEqual(analysis.tracks);
    expect(toCsv(findings)).toBe(analysis.toCSV());
    expect(JSON.stringify(toPlain(findings))).toBe(JSON.stringify(analysis.toJSON()));

    const maps = await written(job, 'instance-maps');
    const { frames: described } = json<{ frames: { file_name: string; instances: Instance[] }[] }>(
      maps,
      'a/instances.json',
    );
    for (const [index, { file_name, instances }] of described.entries()) {
      const png = decode(maps[`a/${file_name}`]!);
      expect(png.depth).toBe(16);
      expect(png.data).toEqual(Uint16Array.from(alone[index]!.panopticMap, (each) => each % PANOPTIC_BASE));
      expect(instances.map(({ track, area }) => [track, area])).toEqual(
        analysis.frames[index]!.instances!.map(({ track, area }) => [track, area]),
      );
    }

    const coco = await written(job, 'panoptic');
    for (const { image_id, file_name, segments_info } of json<Coco>(coco, 'a/panoptic.json').annotations) {
      const { data } = decode(coco[`a/panoptic/${file_name}`]!);
      const ids = Uint32Array.from(
        { length: PIXELS },
        (_, at) => data[at * 3]! + 256 * data[at * 3 + 1]! + 65536 * data[at * 3 + 2]!,
      );
      expect(ids).toEqual(alone[image_id]!.panopticMap.map((each) => each + 1));
      const things = segments_info.flatMap(({ id, category_id, area, bbox, track_id }) =>
        track_id === undefined ? [] : [[id - 1, category_id, area, bbox, track_id]],
      );
      const own = analysis.frames[image_id]!.instances!.map(({ id, classId, area, box, track }) => {
        const bbox = [box.x, box.y, box.width, box.height];
        return [classId * PANOPTIC_BASE + id, classId, area, bbox, track];
      });
      expect(sorted(things)).toEqual(sorted(own));
    }
  });

  it('keep their numbers in an analysis that goes on, and new ones get no number that was given before', async () => {
    const address = await centredAddress();
    const first = jobOn(address);
    await first.open();
    // till the first person has been seen last
    await first.client!.begin({ frames: Uint32Array.from({ length: 6 }, (_, index) => index), labels: false });
    while (!(await first.client!.take()).done);
    first.close();
    const next = await analysed(address);
    expect(findingsOf(next)!.frames.map(({ instances }) => instances)).toEqual(
      analysis.frames.map(({ instances }) => instances),
    );
    expect(findingsOf(next)!.tracks).toEqual(analysis.tracks);
  });
});
