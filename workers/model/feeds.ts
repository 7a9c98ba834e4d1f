import type { BaseSpec } from '../../src/core/manifest/base.ts';
import { taskOf } from '../tasks/tasks.ts';

/** An input that is fed besides the picture, in memory of its own. */
interface OwnFeed {
  readonly type: 'float32';
  readonly dims: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

export type OwnFeeds = Readonly<Record<string, OwnFeed>>;

/** What the model is fed besides the picture at first. */
export function ownFeeds(spec: BaseSpec): OwnFeeds {
  const feeds = Object.entries(taskOf(spec).feeds?.(spec) ?? {});
  return Object.fromEntries(
    feeds.map(([name, { dims, data }]) => [name, { type: 'float32', dims, data: data.slice() } as const]),
  );
}

/** @throws Error where there is no such input, or it has another size than what it is to be given */
export function feedOf(feeds: OwnFeeds, name: string, { length }: Float32Array): OwnFeed {
  const feed = feeds[name];
  if (!feed) throw new Error(`The model is fed no "${name}".`);
  if (feed.data.length !== length) throw new Error(`"${name}" holds ${feed.data.length} numbers, not ${length}.`);
  return feed;
}
