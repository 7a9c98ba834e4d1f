import { createRequire } from 'node:module';
import { labellingOf } from '../../core/instances/suited.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import { columnsOf } from '../../core/manifest/tasks.ts';
import type { ModelSpec } from '../../core/manifest/manifest.ts';
import { analyzeFrames, prepareAnalysis, type AnalyzeFramesOptions, type FrameStream } from '../../node.ts';
import { sha256 } from '../results/digest.ts';
import type { Making, ResultModel } from '../results/facts.ts';
import { canonical } from '../results/result-key.ts';
import type { Analyzer, LostFrame, PassFrame, VideoPass } from './analyzer.ts';

export type Opening = Omit<AnalyzeFramesOptions, 'from' | 'before' | 'outputs' | 'model' | 'ensemble'> & {
  readonly model: string;
  readonly ensemble?: string;
  /** Each pixel's thing is wanted too. */
  readonly instanceMaps?: boolean;
};

/**
 * What labels videos by `perpixel/node`. The model is opened before the first video, so that whatever is wrong with it is said then, and stays open from
 * one to the next.
 * @throws PerPixelError with the codes of models and backends
 */
export async function openAnalyzer({ instanceMaps = false, ...options }: Opening): Promise<Analyzer> {
  const { every = 1, mirror = false } = options;
  const { every: _, ...choice } = options;
  const { model, ensemble, backend } = await prepareAnalysis(choice);
  const labelling: Labelling = labellingOf(options.labelling ?? '', model);
  const refine = options.refine ?? model.refine ?? false;
  const making: Making = {
    model: resultModel(model),
    ensemble: ensemble && resultModel(ensemble),
    options: { every, refine, mirror, labelling },
    classes: model.classes.map(({ name, colour, thing }) => ({ name, colour, thing })),
    columns: columnsOf(model, labelling),
  };
  const outputs = instanceMaps ? (['confidence', 'instanceMap'] as const) : (['confidence'] as const);
  return {
    making,
    backend,
    versions: { 'onnxruntime-node': versionOf('onnxruntime-node') },
    remembers: labelling !== 'semantic' || (refine !== false && (refine.temporal ?? 0) > 0),
    analyze: (path, { from, before, signal }) =>
      startPass(analyzeFrames(path, { ...options, from, before, signal, outputs })),
    close() {},
  };
}

async function startPass(stream: FrameStream): Promise<VideoPass> {
  const { video, timestamps, chosen } = await stream.opened();
  return {
    video,
    timestamps,
    chosen,
    frames: inOrder(stream, chosen),
    close() {
      void stream.return();
    },
  };
}

/** Frames that could not be decoded are missing from the stream: each takes its place here. */
async function* inOrder(stream: FrameStream, chosen: Uint32Array): AsyncGenerator<PassFrame | LostFrame, void> {
  let place = 0;
  for await (const { index, timestamp: _, confidence, ...frame } of stream) {
    for (; chosen[place]! < index; place += 1) yield { index: chosen[place]!, lost: true };
    place += 1;
    yield { ...frame, index, confidence: confidence && mean(confidence) };
  }
  for (; place < chosen.length; place += 1) yield { index: chosen[place]!, lost: true };
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i]!;
  return sum / values.length;
}

/** Where its files lie is of no account, and its start image is not used here. */
function resultModel(spec: ModelSpec): ResultModel {
  const { id, title, licence, sha256: hash } = spec;
  const { start: _start, origin: _origin, ...rest } = spec as ModelSpec & { start?: unknown; origin?: unknown };
  const manifest = canonical(rest).replaceAll(/"[a-z]+:\/\/[^"]*\/([^"/]*)"/g, '"$1"');
  return { id, title, licence, sha256: hash, manifest: sha256(manifest) };
}

function versionOf(name: string): string {
  try {
    const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
    return version;
  } catch {
    return '';
  }
}
