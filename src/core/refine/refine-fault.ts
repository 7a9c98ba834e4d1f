import { readableValue } from '../options/readable-value.ts';
import { nearest } from '../text/nearest.ts';
import type { Option } from './option.ts';

type Options = Readonly<Record<string, Option>>;

/** The first thing that is wrong with a refinement, as a sentence; null: nothing that these options know of. */
export function refineFault(value: unknown, options: Options): string | null {
  return faultIn(value, options, 'refine', () => true);
}

function faultIn(value: unknown, options: Options, path: string, optional: (option: Option) => boolean): string | null {
  if (typeof value !== 'object' || value === null) return cannotBe(path, value);
  const given = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(options);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const meant = nearest(unknown, names);
    return `There is no ${readableValue(unknown)} in "${path}"${meant === null ? '' : `, but “${meant}”`}.`;
  }
  for (const [name, option] of Object.entries(options)) {
    const fault = faultOf(given[name], option, `${path}.${name}`, optional(option));
    if (fault !== null) return fault;
  }
  return null;
}

function faultOf(value: unknown, option: Option, path: string, optional: boolean): string | null {
  if (value === undefined) return optional ? null : `"${path}" is missing.`;
  if (option.kind === 'switch') {
    const isOptional = (field: Option): boolean => field.kind === 'number' && field.optional;
    return value === false ? null : faultIn(value, option.fields, path, isOptional);
  }
  const { least, most, whole } = option;
  const fits = typeof value === 'number' && value >= least && value <= most;
  if (fits && whole && !Number.isInteger(value)) return `"${path}" cannot be ${value}, as it is a whole number.`;
  return fits ? null : cannotBe(path, value);
}

function cannotBe(path: string, value: unknown): string {
  return `"${path}" cannot be ${readableValue(value)}.`;
}
