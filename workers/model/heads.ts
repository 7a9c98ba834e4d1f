import type { HeadsFile } from '../../src/core/manifest/base.ts';
import type { ModelSpec } from '../../src/core/manifest/manifest.ts';
import type { TensorPort } from '../../src/core/tensor/tensor.ts';
import type { SessionOptions } from '../runtimes/port.ts';
import { numbersOf } from '../tasks/ports.ts';
import type { ModelPorts } from '../tasks/task.ts';
import { taskOf } from '../tasks/tasks.ts';

interface HeadsSession<Values> {
  readonly outputs: readonly TensorPort[];
  run(inputs: Readonly<Record<string, Values>>): Promise<Readonly<Record<string, Values>>>;
  close(): Promise<void>;
}

/** The heads of a model that lie in a file of their own, open from their first run on. Runs must not overlap, nor with the model's. */
export interface Heads<Values> {
  /** @param outputs of the model's own run, what they read among them */
  run(outputs: Readonly<Record<string, Values>>): Promise<Readonly<Record<string, Values>>>;
  close(): Promise<void>;
}

/** What is read of a model's own file: by its task, and by its heads, or in their place, where that is wanted. */
export function readsOf(spec: ModelSpec): { readonly own: string[]; readonly all: string[] } {
  const reads = taskOf(spec).reads(spec);
  const own = reads.flatMap(({ name, ofHeads }) => (ofHeads ? [] : [name]));
  const others = spec.heads?.reads ?? reads.flatMap(({ name, ofHeads }) => (ofHeads ? [name] : []));
  return { own, all: [...own, ...others] };
}

/**
 * @param ports of the model's own file
 * @param open what failed is tried anew with the next run
 * @returns null: the model's own file has all outputs
 */
export function createHeads<Values>(
  spec: ModelSpec,
  ports: ModelPorts,
  open: (ports: Pick<SessionOptions, 'inputs' | 'outputs'>) => Promise<HeadsSession<Values>>,
): Heads<Values> | null {
  const file = spec.heads;
  if (!file) return null;
  let session: HeadsSession<Values> | null = null;
  let features: Readonly<Record<string, Values>> | null = null;
  return {
    async run(outputs) {
      session ??= await opened(file);
      // the same object while the values are the same costs the runtime nothing to look at
      if (!features || file.reads.some((name) => features![name] !== outputs[name])) {
        features = Object.fromEntries(file.reads.map((name) => [name, outputs[name]!]));
      }
      return session.run(features);
    },
    async close() {
      await session?.close();
      session = null;
    },
  };

  async function opened({ reads }: HeadsFile): Promise<HeadsSession<Values>> {
    const inputs = Object.fromEntries(reads.map((name) => [name, dimsOf(name)]));
    const task = taskOf(spec);
    const outputs = task.reads(spec).flatMap(({ name, ofHeads }) => (ofHeads ? [name] : []));
    const made = await open({ inputs, outputs });
    try {
      task.checkPorts({ inputs: ports.inputs, outputs: [...ports.outputs, ...made.outputs] }, spec);
      return made;
    } catch (error) {
      await made.close();
      throw error;
    }
  }

  function dimsOf(name: string): number[] {
    const { dims } = numbersOf(ports.outputs, name, 'what its heads read');
    return dims.map((size) => (typeof size === 'number' ? size : 1));
  }
}
