/**
 * The truth's id of each of the model's ids, by name; the order may differ, the list may not.
 * @throws Error naming what only one side has
 */
export function matchClasses(model: string, said: readonly string[], truth: readonly string[]): Uint8Array {
  const missing = truth.filter((name) => !said.includes(name));
  const extra = said.filter((name) => !truth.includes(name));
  if (missing.length + extra.length > 0) {
    const sides = [
      missing.length > 0 ? `the labels have ${missing.join(', ')}, which it lacks` : '',
      extra.length > 0 ? `it has ${extra.join(', ')}, which the labels lack` : '',
    ];
    throw new Error(
      `The classes of the model "${model}" are not those of the labels: ${sides.filter(Boolean).join('; ')}. Pass the labels' list as --classes, or take another model.`,
    );
  }
  const toTruth = new Uint8Array(256).fill(255);
  said.forEach((name, id) => (toTruth[id] = truth.indexOf(name)));
  return toTruth;
}
