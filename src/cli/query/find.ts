import { cpus } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import { parseQuery } from '../../core/query/parse.ts';
import { vocabularyOf } from '../../core/query/vocabulary.ts';
import { CommandError, EXIT } from '../terminal/command-error.ts';
import { optional } from '../terminal/optional.ts';
import { shareName } from '../results/frame-columns.ts';
import type { Found } from './found.ts';
import { atomsOf, quoted, type Atoms } from './atoms.ts';
import type { ResultSet, VideoRows } from './result-set.ts';
import { isSilent } from './silent.ts';
import { LOST, Stretches } from './stretches.ts';

/** Conditions of a query: a double holds so many bits. */
const MOST = 52;

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
  if (atoms.conditions.length > MOST) {
    throw new CommandError(
      `It has ${atoms.conditions.length} conditions.`,
      `Ask for ${MOST} at most at a time.`,
      EXIT.usage,
    );
  }
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
    const [files, rows, states, times, durations] = [0, 1, 2, 3, 4].map((at) => chunk.getColumnVector(at) as Numbers);
    for (let i = 0; i < chunk.rowCount; i += 1) {
      const file = files!.getItem(i);
      if (open?.file !== file) {
        if (open) yield* named(open.stretches, await set.files[open.file]!.videos());
        open = { file, stretches: new Stretches(atoms, set.files[file]!.bounds) };
      }
      open.stretches.add(rows!.getItem(i), states!.getItem(i), times!.getItem(i), durations!.getItem(i));
    }
  }
  if (open) yield* named(open.stretches, await set.files[open.file]!.videos());
}

/** A column of numbers, none of them null. */
interface Numbers {
  getItem(row: number): number;
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
  // what was lost has no share of anything
  const known = quoted(shareName(classes[0]!.name));
  // as a double all bits of the most atoms that there may be are exact
  const bits = conditions.map((condition, atom) => `CASE WHEN ${condition} THEN ${2 ** atom} ELSE 0 END`);
  const state = `CAST(CASE WHEN ${known} IS NULL THEN ${LOST} ELSE ${bits.join(' + ')} END AS DOUBLE)`;
  const columns = ['CAST(file_index AS INTEGER)', 'CAST(file_row_number AS INTEGER)', state, 'time', 'duration'];
  const all = `SELECT ${columns.join(', ')} FROM read_parquet([${paths}])`;
  return isSilent(query) ? `${all} WHERE ${known} IS NOT NULL AND (${conditions.join(' OR ')})` : all;
}

/** A string of SQL. */
function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
