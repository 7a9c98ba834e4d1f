import { PerPixelError } from '../../src/core/errors/errors.ts';
import { sampleMaps, type FeatureMapValues } from '../../src/core/teaching/sample-maps.ts';
import { shownSize, type StreamFrame } from '../../src/platform/stream-frame.ts';
import type { FrameInput, PipelineInfo } from '../../src/protocol/live.ts';
import type { Head } from '../../src/core/teaching/head.ts';
import type { HeldFrame, TrunkApi } from '../../src/protocol/trunk.ts';
import { buffersOf } from '../link/buffers-of.ts';
import { replier } from '../link/reply.ts';
import type { ModelSource } from '../model/model-file.ts';
import { closePicture } from '../pipeline/close-picture.ts';
import type { LiveSettings } from '../pipeline/live-settings.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { SinglePicture } from '../pipeline/singles.ts';
import { trunkOf } from '../pipeline/taught.ts';
import { bake } from './bake.ts';
import { openPicture } from './single-frames.ts';
import { smallPicture } from './small-picture.ts';

const reply = replier('Stroke again; if it happens again, report it.');

/** Of so many frames features are kept: 2.3 MB each where the input has 384 × 288 pixels. */
const MOST_HELD = 12;

/** What a pipeline's service lends. */
export interface TrunkPlace {
  readonly settings: LiveSettings;
  /** One run at a time. */
  run<T>(task: (pipeline: Pipeline) => Promise<T>): Promise<T>;
  /** Another session's pipeline takes the place of the one at work. */
  change(from: Pipeline, session: Pipeline['session']): Promise<Pipeline>;
  source(): Promise<ModelSource>;
}

/** A trunk as teachers use it. */
export function createTrunkService({ settings, run, change, source }: TrunkPlace): TrunkApi {
  /** By their numbers, the oldest first. */
  const held = new Map<number, readonly FeatureMapValues[]>();
  let last = 0;

  return {
    teach: (head, anew) =>
      reply(() =>
        run(async (running) => {
          const session = taughtSession(running, head);
          settings.head = head;
          const next = session === running.session ? running : await change(running, session);
          const info: PipelineInfo = next.session.info;
          return { info, report: anew ? await next.again() : null };
        }),
      ),
    holdFrame: (frame, pictured) => reply(() => inTurn(frame, pictured)),
    sample: (id, cells) =>
      reply(async () => {
        const maps = held.get(id);
        if (!maps) throw forgotten();
        return sampleMaps(maps, cells);
      }, buffersOf),
    letGo: (id) => reply(async () => (held.delete(id), null)),
    bake: (head) => reply(async () => bake(await source(), head)),
  };

  /** A frame whose turn does not come is closed, too. */
  async function inTurn(given: FrameInput | null, pictured: boolean): Promise<HeldFrame> {
    let begun = false;
    try {
      return await run((running) => {
        begun = true;
        return hold(running, given, pictured);
      });
    } finally {
      if (!begun && given !== null) closePicture(given);
    }
  }

  async function hold(running: Pipeline, given: FrameInput | null, pictured: boolean): Promise<HeldFrame> {
    const { labeller, spec } = running.session;
    const picture = given === null ? shown() : await openPicture(given);
    try {
      const { features } = trunkOf(spec);
      const size = sizeOf(picture);
      const tensors = await labeller.outputs(picture, size);
      const maps = features.maps.map(({ output, channels, stride }) => {
        const { data, dims } = tensors[output]!;
        const [, , height = 0, width = 0] = dims;
        return { channels, stride, width, height, data: data as Float32Array };
      });
      last += 1;
      held.set(last, maps);
      for (const id of held.keys()) if (held.size > MOST_HELD) held.delete(id);
      return { id: last, ...size, picture: pictured ? await smallPicture(picture) : null };
    } finally {
      if (given !== null) closePicture(picture);
    }
  }

  function shown(): StreamFrame {
    if (settings.kept) return settings.kept.frame;
    throw new PerPixelError('source-unavailable', 'There is no picture yet.', 'Wait for the first frame.');
  }
}

/** The session of a pipeline with a head. @throws PerPixelError `option-invalid` where its model is not to be taught */
function taughtSession({ session }: Pipeline, head: Head): Pipeline['session'] {
  trunkOf(session.spec);
  if (session.teach) return session.teach(head);
  throw new PerPixelError(
    'option-invalid',
    'Predictions that are averaged cannot be taught.',
    'Leave “mirror” and “ensemble” out.',
  );
}

function sizeOf(picture: SinglePicture | ImageBitmap): { width: number; height: number } {
  return picture instanceof ImageData ? { width: picture.width, height: picture.height } : shownSize(picture);
}

function forgotten(): PerPixelError {
  return new PerPixelError(
    'frame-invalid',
    `Of that frame no features are kept any more: of the last ${MOST_HELD} they are.`,
    'Stroke on another frame; what was stroked on this one still counts.',
  );
}
