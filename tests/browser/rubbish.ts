import * as fc from 'fast-check';
import { PerPixelError } from '../../src/perpixel.ts';

/** Makes whatever somebody may pass who is not checked by a compiler; fast-check itself cannot carry all of it. */
export type Maker = () => unknown;

/** Objects that are not what they seem. */
const traps = fc.constantFrom<Maker>(
  () => ({
    get model() {
      throw new Error('a getter');
    },
  }),
  () =>
    new Proxy(
      {},
      {
        get() {
          throw new Error('a trap');
        },
      },
    ),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => ({
    toString() {
      throw new Error('no text');
    },
  }),
  () => Object.create(null) as unknown,
  () => {
    const ring: unknown[] = [];
    ring.push(ring);
    return ring;
  },
);

const plain = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, withNullPrototype: true }),
  fc.constantFrom<unknown>(null, NaN, Infinity, -1, 1e9, '', 'x', '\u0000', true, 5n, Symbol('s'), []),
  fc.constantFrom<unknown>(() => 1, new Date(NaN), /x/, document, globalThis),
);

export const rubbish: fc.Arbitrary<Maker> = fc.oneof(
  { weight: 4, arbitrary: plain.map((value) => () => value) },
  { weight: 1, arbitrary: traps },
);

/** Of an object some keys of these, with rubbish. */
export function rubbishFor(keys: readonly string[]): fc.Arbitrary<Maker> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), rubbish), { selector: ([key]) => key })
    .map((makers) => () => Object.fromEntries(makers.map(([key, make]) => [key, make()])));
}

/** Long enough for a busy machine: what takes longer hangs. */
const PATIENCE_MS = 30_000;

/** The code that a call rejects with, or null where it works; anything else than an error of ours is thrown. */
export async function outcome(call: () => unknown): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it hangs')), PATIENCE_MS);
  });
  try {
    await Promise.race([(async () => call())(), hung]);
    return null;
  } catch (error) {
    if (!(error instanceof PerPixelError)) throw error;
    if (error.remedy.length < 6 || error.problem.length < 6) throw new Error('it says too little', { cause: error });
    return error.code;
  } finally {
    clearTimeout(timer);
  }
}
