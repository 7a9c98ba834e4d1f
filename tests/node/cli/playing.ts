import { readFile } from 'node:fs/promises';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import type { Analyzer, LostFrame, PassFrame, Resume } from '../../../src/cli/label/analyzer.ts';
import { MAKING } from './results.ts';

/** A script of a video: what each of its frames shows of a car; null is a frame that cannot be decoded. */
export type Script = readonly (number | null)[];

/**
 * What labels videos whose files are scripts. Every frame's car is smoothed with those before, so that it matters where labelling begins.
 * @param smoothing share of the past
 */
export function scripted(smoothing = 0): Analyzer & { readonly labelled: string[] } {
  const labelled: string[] = [];
  return {
    making: MAKING,
    backend: 'cpu',
    versions: { runtime: '1.0.0' },
    remembers: smoothing > 0,
    labelled,
    async analyze(path, { from }: Resume) {
      const text = await readFile(path, 'utf8');
      if (text === 'broken') throw new PerPixelError('video-empty', 'The file has no frames.', 'Check it.');
      const script = JSON.parse(text) as Script;
      const every = Uint32Array.from(script.keys());
      const chosen = every.subarray(from);
      return {
        video: {
          width: 64,
          height: 32,
          start: 0,
          duration: script.length / 10,
          frameCount: script.length,
          codec: 'avc1',
        },
        timestamps: Float64Array.from(every, (index) => index / 10),
        chosen,
        frames: run(),
        close() {},
      };

      async function* run(): AsyncGenerator<PassFrame | LostFrame, void> {
        let car = 0;
        let first = true;
        for (const index of chosen) {
          await Promise.resolve();
          labelled.push(`${path.split('/').at(-1)!} ${index}`);
          const seen = script[index]!;
          if (seen === null) {
            yield { index, lost: true };
            continue;
          }
          car = first ? seen : Math.fround(smoothing * car + (1 - smoothing) * seen);
          first = false;
          const instances = car > 0.3 ? [{ id: 1, track: 1, classId: 1, score: 0.5, box: BOX, area: 8 }] : [];
          const shares = Float32Array.of(1 - car, car, 0);
          yield {
            index,
            width: 64,
            height: 32,
            shares,
            columns: Float32Array.of(instances.length),
            confidence: 0.75,
            instances,
            note: null,
          };
        }
      }
    },
    close() {},
  };
}

const BOX = { x: 0, y: 0, width: 4, height: 2 };
