import { cpus } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parseQuery } from '../../core/query/parse.ts';
import { vocabularyOf } from '../../core/query/vocabulary.ts';
import { optional } from '../terminal/optional.ts';
import { shareName } from '../results/frame-columns.ts';
import type { Found } from './found.ts';
import { atomsOf, quoted, type Atoms } from './atoms.ts';
import type { ResultSet, VideoRows } from './result-set.ts';
import { isSilent } from './silent.ts';
import { Stretches } from './stretches.ts';

/** What the database may take. The rows of a table are never all in memory. */
const MEMORY = '256MB';

/**
 * The stretches in which a query holds, video by video. Tables are read column by column where the query names one, a few thousand rows at a time.
 * @throws QueryError, CommandError where DuckDB is not installed
 */
export async function* find(text: string, set: ResultSet): AsyncGenerator<Found, void> {
  const { classes, columns, title } = set;
  const counted = columns.some((name) => name.startsWith('count:'));
  const query = parseQuery(text, vocabularyOf(classes, counted, title));
  const atoms = atomsOf(
    query,
    classes.map(({ name }) => name),
  );
  const { DuckDBInstance } = await optional(() => import('@duckdb/node-api'), '@duckdb/node-api', 'A query');
  const threads = String(Math.max(1, Math.min(8, cpus().length)));
  const database = await DuckDBInstance.create(':memory:', { memory_limit: MEMORY, threads });
  const connection = await database.connect();
  try {
    yield* stream(connection, atoms, set);
  } finally {
    connection.closeSync();
    database.closeSync();
  }
}

/** Rows come in the order of the files and of the rows in each, which is the database's own promise for a query without joins. */
async function* stream(connection: DuckDBConnection, atoms: Atoms, set: ResultSet): AsyncGenerator<Found, void> {
  const result = await connection.stream(sqlOf(atoms, set));
  let open = null as { file: number; stretches: Stretches } | null;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [files, rows, times, durations, known, ...holds] = Array.from({ length: chunk.columnCount }, (_, column) =>
      chunk.getColumnVector(column),
    );
    for (let i = 0; i < chunk.rowCount; i += 1) {
      const file = Number(files!.getItem(i));
      if (open?.file !== file) {
        if (open) yield* named(open.stretches, await set.files[open.file]!.videos());
        open = { file, stretches: new Stretches(atoms) };
      }
      open.stretches.add(
        Number(rows!.getItem(i)),
        times!.getItem(i) as number,
        durations!.getItem(i) as number,
        known!.getItem(i) === true ? holds.map((column) => column.getItem(i) === true) : null,
      );
    }
  }
  if (open) yield* named(open.stretches, await set.files[open.file]!.videos());
}

function* named(stretches: Stretches, videos: readonly VideoRows[]): Generator<Found, void> {
  let before = 0;
  for (const { name, rows } of videos) {
    for (const hit of stretches.within(before, before + rows)) yield { video: name, ...hit };
    before += rows;
  }
}

function sqlOf({ conditions, query }: Atoms, { files, classes }: ResultSet): string {
  const paths = files.map(({ path }) => text(path)).join(', ');
  const holds = conditions.map((condition, place) => `${condition} AS atom_${place}`);
  const any = conditions.map((_, place) => `atom_${place}`).join(' OR ');
  // what was lost has no share of anything
  const known = `${quoted(shareName(classes[0]!.name))} IS NOT NULL AS known`;
  const inner = `SELECT file_index, file_row_number, time, duration, ${[known, ...holds].join(', ')} FROM read_parquet([${paths}])`;
  return isSilent(query) ? `SELECT * FROM (${inner}) WHERE ${any}` : inner;
}

/** A string of SQL. */
function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
