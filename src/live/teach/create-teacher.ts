import { PerPixelError, throwIfAborted } from '../../core/errors/errors.ts';
import { teacherOptions } from '../../core/options/options.ts';
import { segmentOptions } from '../../core/options/options.ts';
import { abortable } from '../../core/async/abortable.ts';
import type { MapType } from '../../core/labels/score-maps.ts';
import type { SegmentOptions } from '../../core/options/segment-options.ts';
import type { Stroke } from '../../core/teaching/stroke.ts';
import type { TaughtClass } from '../../core/teaching/taught-class.ts';
import { assertWhole, prepareFrame, refused, release, type Frame, type PreparedFrame } from '../frame-input.ts';
import { PipelineClient } from '../pipeline-client.ts';
import type { Segmentation } from '../segmenter.ts';
import { Teaching } from './teaching.ts';
import type { TaughtFrame } from './teaching-state.ts';
import type { Teacher, TeacherOptions } from './teacher.ts';

/**
 * Loads a trunk and readies it to be taught.
 * @throws PerPixelError `option-invalid` where the model is not to be taught, and as `createSegmenter`
 */
export async function createTeacher(options: TeacherOptions = {}): Promise<Teacher> {
  const { fixedCamera, ...settings } = teacherOptions(options);
  const client = await PipelineClient.open(settings);
  try {
    const host = {
      trunk: client.trunk,
      teach: async (head: Parameters<typeof client.trunk.teach>[0]) => void (await client.trunk.teach(head)),
      onChange: () => undefined,
    };
    const teaching = await Teaching.open(client.info.model, host);
    try {
      if (fixedCamera) await teaching.setFixedCamera(true);
      return new WorkerTeacher(client, teaching);
    } catch (error) {
      teaching.close();
      throw error;
    }
  } catch (error) {
    client.close();
    throw error;
  }
}

class WorkerTeacher implements Teacher {
  #closed = false;

  constructor(
    private readonly client: PipelineClient,
    private readonly teaching: Teaching,
  ) {}

  get classes(): readonly TaughtClass[] {
    return this.teaching.state.classes;
  }

  get fixedCamera(): boolean {
    return this.teaching.state.fixedCamera ?? false;
  }

  addClass(name: string, colour?: string): number {
    this.#assertOpen();
    return this.teaching.addClass(name, colour);
  }

  get frames(): readonly TaughtFrame[] {
    return this.teaching.state.frames;
  }

  async add(frame: Frame | number, strokes: readonly Stroke[]): Promise<number> {
    this.#assertOpen();
    const held = await (typeof frame === 'number'
      ? this.teaching.holdAgain(frame)
      : this.#with(frame, false, undefined, (prepared) => this.teaching.hold(prepared)));
    try {
      for (const stroke of strokes) await this.teaching.stroke(held, stroke);
    } finally {
      // whoever comes back to it finds its picture
      await this.teaching.letGo(held).catch(() => undefined);
    }
    return held.id;
  }

  strokesOn(frame: number): Promise<readonly Stroke[]> {
    this.#assertOpen();
    return this.teaching.strokesOn({ id: frame });
  }

  undo(frame?: number): Promise<boolean> {
    this.#assertOpen();
    return this.teaching.undo(frame);
  }

  async fit(): Promise<{ readonly seconds: number; readonly samples: number }> {
    this.#assertOpen();
    const { seconds, samples } = await this.teaching.fit();
    return { seconds, samples };
  }

  async segment<Type extends MapType = 'float32'>(
    frame: Frame,
    options: SegmentOptions<Type> = {},
  ): Promise<Segmentation<Type>> {
    const { request, transfer, signal } = segmentOptions(options);
    this.#assertOpen();
    this.teaching.checkFitted();
    throwIfAborted(signal);
    const { moves: _moves, ...segmentation } = await this.#with(frame, transfer, signal, (prepared) =>
      this.client.segment(prepared.input, request, prepared.transferred, signal),
    );
    // its maps are of the type that was asked for
    return segmentation as Segmentation<Type>;
  }

  toManifest() {
    this.#assertOpen();
    return this.teaching.toManifest();
  }

  save(options?: { readonly pictures?: boolean }): Promise<Blob> {
    this.#assertOpen();
    return this.teaching.save(options);
  }

  load(file: Blob): Promise<void> {
    this.#assertOpen();
    return this.teaching.load(file);
  }

  close(): void {
    this.#closed = true;
    this.teaching.close();
    this.client.close();
  }

  /** Has a frame brought to the worker; what is ours of it is let go of where that fails. */
  async #with<T>(
    frame: Frame,
    giveAway: boolean,
    signal: AbortSignal | undefined,
    use: (prepared: PreparedFrame) => Promise<T>,
  ): Promise<T> {
    const prepared = await abortable(prepareFrame(frame, giveAway), signal);
    try {
      assertWhole(prepared.input);
      return await use(prepared);
    } catch (thrown) {
      const error = refused(thrown, prepared.input);
      release(prepared);
      this.#assertOpen();
      throw error;
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new PerPixelError('closed', 'The teacher is closed.', 'Create another one.');
  }
}
