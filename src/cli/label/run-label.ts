import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { EXIT } from '../terminal/command-error.ts';
import { endings } from '../terminal/endings.ts';
import { progressBar } from '../terminal/progress-bar.ts';
import { findVideos, listedNames } from '../videos/find-videos.ts';
import { parseShard, shardOf } from '../videos/shard.ts';
import { coco } from '../keepers/coco.ts';
import { film } from '../keepers/film.ts';
import type { Keeper } from '../keepers/keeper.ts';
import { labelMaps } from '../keepers/label-maps.ts';
import { ofMaps } from '../keepers/of-maps.ts';
import type { LabelFlags } from './flags.ts';
import { jsonNarrator } from './json-narrator.ts';
import { labelVideos } from './label-videos.ts';
import { narrator } from './narrator.ts';
import { openAnalyzer } from './node-analyzer.ts';

/** @returns the code that the command ends with */
export async function runLabel(given: readonly string[], flags: LabelFlags): Promise<number> {
  const { model, out, every, format, labelling, refine, mirror, ensemble, backend, threads } = flags;
  const shard = flags.shard === undefined ? shardOf(process.env, flags.completions ?? null) : parseShard(flags.shard);
  const listed = given.includes('-') ? listedNames(await text(process.stdin)) : [];
  const videos = await findVideos(
    given.filter((name) => name !== '-'),
    listed,
  );
  const ending = endings();
  const analyzer = await openAnalyzer({
    model,
    backend,
    every,
    signal: ending.signal,
    instanceMaps: flags.overlay !== undefined || flags.coco === true,
    ...(labelling ? { labelling } : {}),
    ...(refine === undefined ? {} : { refine }),
    ...(mirror ? { mirror } : {}),
    ...(ensemble === undefined ? {} : { ensemble }),
    ...(threads === undefined ? {} : { threads }),
  });
  const { stderr } = process;
  const bar = stderr.isTTY ? progressBar(stderr) : null;
  const events = flags.json ? jsonNarrator(process.stdout) : narrator(stderr, bar, stderr.hasColors?.() ?? false);
  try {
    const job = { out: resolve(out), format, shard, signal: ending.signal, keepers: keepersOf(flags) };
    const tally = await labelVideos(analyzer, videos, job, events);
    events.end(tally);
    return tally.failed > 0 ? EXIT.some : EXIT.done;
  } catch (error) {
    bar?.hide();
    if (ending.code === null) throw error;
    stderr.write('ended; the same command goes on behind the last finished frame\n');
    return ending.code;
  } finally {
    ending.stop();
  }
}

function keepersOf({ labelMaps: kind, overlay, coco: wanted }: LabelFlags): Keeper[] {
  const makers = [...(overlay ? [film] : []), ...(wanted ? [coco] : [])];
  return [...(kind ? [labelMaps] : []), ...(makers.length > 0 ? [ofMaps(makers)] : [])];
}
