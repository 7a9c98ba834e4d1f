import { open, rename, rm } from 'node:fs/promises';
import { parquetMetadata, type ColumnChunk, type FileMetaData } from 'hyparquet';
import { fileWriter, ParquetWriter, type Writer } from 'hyparquet-writer';
import { VERSION } from '../../core/text/version.ts';
import { CommandError, EXIT } from '../terminal/command-error.ts';
import { METADATA } from './parquet-bytes.ts';
import { temporaryOf, unwritable } from './write-whole.ts';

/**
 * Many tables of the same columns as one: their rows are taken over as they lie, compressed, and only what says where they lie is written anew.
 * A table of any size takes the memory of one of its parts.
 * @param about goes into the file's metadata
 * @returns rows of each part
 * @throws CommandError where a part is no Parquet file, or has other columns than the first one
 */
export async function concatenate(parts: readonly string[], path: string, about: object): Promise<number[]> {
  const temporary = temporaryOf(path);
  const rows: number[] = [];
  let parquet: ParquetWriter | null = null;
  try {
    for (const part of parts) {
      const { bytes, metadata } = await readPart(part);
      parquet ??= begin(fileWriter(temporary), metadata, about);
      if (JSON.stringify(parquet.schema) !== JSON.stringify(metadata.schema)) throw odd(part, 'has other columns');
      append(parquet, bytes, metadata);
      rows.push(Number(metadata.num_rows));
    }
    await parquet?.finish();
    if (parquet) await rename(temporary, path);
    return rows;
  } catch (cause) {
    throw cause instanceof CommandError ? cause : unwritable(path, cause);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function readPart(path: string): Promise<{ bytes: Uint8Array; metadata: FileMetaData }> {
  const file = await open(path, 'r');
  try {
    const bytes = await file.readFile();
    return { bytes, metadata: metadataIn(path, bytes) };
  } finally {
    await file.close();
  }
}

function metadataIn(path: string, bytes: Uint8Array): FileMetaData {
  try {
    return parquetMetadata(bytes);
  } catch (cause) {
    throw odd(path, 'is cut off, or no Parquet file', cause);
  }
}

function begin(writer: Writer, { schema }: FileMetaData, about: object): ParquetWriter {
  const kvMetadata = [{ key: METADATA, value: JSON.stringify(about) }];
  return new ParquetWriter({ writer, schema, kvMetadata, createdBy: `perpixel ${VERSION}` });
}

function append(parquet: ParquetWriter, bytes: Uint8Array, { row_groups: groups, num_rows: rows }: FileMetaData): void {
  for (const group of groups) {
    const columns = group.columns.map((column) => copied(parquet.writer, bytes, column));
    parquet.row_groups.push({ ...group, columns });
  }
  parquet.num_rows += rows;
}

/** The bytes of a column, and where they lie now. What says where its pages are is left out: readers find them without. */
function copied(writer: Writer, bytes: Uint8Array, { meta_data: about }: ColumnChunk): ColumnChunk {
  if (!about) throw new Error('a column without metadata');
  const from = Number(about.dictionary_page_offset ?? about.data_page_offset);
  const to = from + Number(about.total_compressed_size);
  const by = BigInt(writer.offset - from);
  writer.appendBytes(bytes.subarray(from, to));
  const { dictionary_page_offset: dictionary, data_page_offset: data } = about;
  return {
    file_offset: BigInt(from) + by,
    meta_data: {
      ...about,
      data_page_offset: data + by,
      ...(dictionary === undefined ? {} : { dictionary_page_offset: dictionary + by }),
    },
  };
}

function odd(path: string, what: string, cause?: unknown): CommandError {
  return new CommandError(
    `${JSON.stringify(path)} ${what}.`,
    'Delete it and its JSON file, and label that video again.',
    EXIT.incomplete,
    { cause },
  );
}
