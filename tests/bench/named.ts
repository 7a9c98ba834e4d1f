/**
 * The sections that a command line asks for, in their own order.
 * @param all names of the sections there are
 * @param wanted names separated by commas; absent: all
 * @throws Error that names the sections there are
 */
export function sectionsNamed(all: readonly string[], wanted: string | undefined): string[] {
  if (wanted === undefined) return [...all];
  const names = wanted.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Error(`The bench has no section “${unknown.join('”, “')}”. It has ${all.join(', ')}.`);
  return all.filter((name) => names.includes(name));
}
