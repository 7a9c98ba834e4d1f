import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { VERSION } from '../../core/text/version.ts';
import { schemaOf, type ParquetColumn } from './parquet-column.ts';

/** What of ours stands in a file's own metadata, as JSON. */
export const METADATA = 'perpixel';

/** Rows that one reader takes at a time. */
const GROUP = 65_536;

/**
 * A table as a Parquet file: the same bytes for the same table.
 * @param about goes into the file's metadata
 */
export function parquetBytes(columns: readonly ParquetColumn[], about: object): Uint8Array {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: schemaOf(columns),
    createdBy: `perpixel ${VERSION}`,
    kvMetadata: [{ key: METADATA, value: JSON.stringify(about) }],
  });
  void parquet.write({
    columnData: columns.map(({ name, type, values }) => ({
      name,
      data: [...values],
      // a video's name is said once; for figures a dictionary is a search in vain
      ...(type === 'text' ? {} : { encoding: 'PLAIN' as const }),
    })),
    rowGroupSize: GROUP,
  });
  void parquet.finish();
  return writer.getBytes();
}
