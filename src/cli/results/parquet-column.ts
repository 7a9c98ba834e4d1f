import type { SchemaElement } from 'hyparquet';

/** A column with all of its values; a question mark: null is allowed. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: keyof typeof TYPES;
  readonly values: readonly (string | number | null)[];
}

const TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  int: { type: 'INT32', repetition_type: 'REQUIRED' },
  'int?': { type: 'INT32', repetition_type: 'OPTIONAL' },
  'float?': { type: 'FLOAT', repetition_type: 'OPTIONAL' },
  double: { type: 'DOUBLE', repetition_type: 'REQUIRED' },
} as const satisfies Record<string, Omit<SchemaElement, 'name'>>;

export function schemaOf(columns: readonly ParquetColumn[]): SchemaElement[] {
  const fields = columns.map(({ name, type }) => ({ name, ...TYPES[type] }));
  return [{ name: 'root', num_children: fields.length }, ...fields];
}
