import type { TensorPort } from '../../src/core/tensor/tensor.ts';
import type { LoadedRuntime, ModelContent, Session, SessionOptions } from '../runtimes/port.ts';

type Names = Readonly<Record<string, string>>;
type Tensors = Parameters<Session['run']>[0];

/**
 * A session whose ports go by the manifest's names, where its file calls some of them otherwise.
 * @param names of the file, by the manifest's
 */
function namedPorts(session: Session, names: Names): Session {
  const ours = Object.fromEntries(Object.entries(names).map(([own, theirs]) => [theirs, own]));
  const known = new WeakMap<Tensors, Tensors>();
  const port = (each: TensorPort): TensorPort => ({ ...each, name: ours[each.name] ?? each.name });
  return {
    inputs: session.inputs.map(port),
    outputs: session.outputs.map(port),
    async run(inputs, outputs) {
      // the same object while the arrays are the same costs the runtime nothing to look at
      const given = known.get(inputs) ?? renamed(inputs, names);
      known.set(inputs, given);
      return renamed(await session.run(given, outputs && theirsOf(outputs, names)), ours);
    },
    close: () => session.close(),
  };
}

/** What a file calls these. */
function theirsOf(own: readonly string[], names: Names): string[] {
  return own.map((name) => names[name] ?? name);
}

function renamed<Value>(values: Readonly<Record<string, Value>>, names: Names): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [names[name] ?? name, value]));
}

/** A model's file whose ports may have names of their own. */
export interface NamedContent extends ModelContent {
  readonly ports?: Names | undefined;
}

/** Opens a model with ports that go by the manifest's names. @throws PerPixelError as of the runtime's `open` */
export async function openNamed(
  runtime: Pick<LoadedRuntime, 'open'>,
  content: NamedContent | null,
  options: SessionOptions,
): Promise<Session> {
  const names = content?.ports;
  if (!names) return runtime.open(content, options);
  const { inputs, outputs } = options;
  const theirs = { ...options, inputs: renamed(inputs, names), outputs: theirsOf(outputs, names) };
  return namedPorts(await runtime.open(content, theirs), names);
}
