import * as v from 'valibot';
import { PerPixelError } from '../errors/errors.ts';
import type { NumberOption, Option } from './option.ts';
import { refineFault } from './refine-fault.ts';
import { REFINE_STAGES, type RefineOptions } from './stages.ts';

const OPTIONS = Object.assign({}, ...REFINE_STAGES.map(({ options }) => options)) as Readonly<Record<string, Option>>;

/** Of `refine` in a manifest and in what callers pass. */
export const RefineSchema = v.strictObject(mapped(OPTIONS, schemaOf)) as unknown as v.GenericSchema<RefineOptions>;

/**
 * What a caller passes, who may not be checked by a compiler.
 * @throws PerPixelError `option-invalid`, naming the option that is wrong
 */
export function checkRefine(value: unknown): RefineOptions | false {
  if (value === false) return false;
  const result = v.safeParse(RefineSchema, value);
  if (result.success) return result.output;
  throw new PerPixelError(
    'option-invalid',
    refineFault(value, OPTIONS) ?? 'The refinement cannot be used.',
    `Use ${listed(OPTIONS)}.`,
  );
}

function schemaOf(option: Option): v.GenericSchema {
  if (option.kind === 'number') return v.optional(numberSchema(option));
  const fields = mapped(option.fields, (field) =>
    field.optional ? v.optional(numberSchema(field)) : numberSchema(field),
  );
  return v.optional(v.union([v.strictObject(fields), v.literal(false)]));
}

function numberSchema({ least, most, whole }: NumberOption): v.GenericSchema {
  const bounds = [v.minValue<number, number>(least), v.maxValue<number, number>(most)] as const;
  return whole ? v.pipe(v.number(), v.integer(), ...bounds) : v.pipe(v.number(), ...bounds);
}

/** In words: `temporal 0 to 0.95, guided { radius 1 to 16, … }`. */
function listed(options: Readonly<Record<string, Option>>): string {
  return Object.entries(options)
    .map(([name, option]) =>
      option.kind === 'switch'
        ? `${name} { ${listed(option.fields)} }`
        : `${name} ${written(option.least)} to ${written(option.most)}`,
    )
    .join(', ');
}

function written(value: number): string {
  return value > 0 && value < 1e-3 ? value.toExponential() : String(value);
}

function mapped<From, To>(from: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(value)]));
}
