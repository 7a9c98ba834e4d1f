import type { Step } from '../step.ts';
import { until } from '../until.ts';
import { labels } from './labelled.ts';

const QUERY = '?source=camera&model=tiny&backend=wasm';

export const offline: Step = {
  name: 'second visit without the server',
  page: 'offline',
  limit: 90,
  async run(visit, world) {
    const site = await world.leavingSite();
    try {
      await visit.open(site.address + QUERY);
      const able = await visit.run(() => 'serviceWorker' in navigator && 'caches' in globalThis, null);
      if (!able) return { rate: null, seen: '', lacks: 'This browser has no service worker.' };
      await labels(visit);
      await until(
        visit,
        'copy of what the page needs',
        async () => {
          const names = await caches.keys();
          const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
          const urls = kept.flat().map(({ url }) => url);
          const needed = [/\/tiny\.onnx$/, /\/index\.html$/, /threaded-[\w-]+\.wasm$/];
          return needed.every((each) => urls.some((url) => each.test(url))) ? true : null;
        },
        null,
      );
      await site.leave();
      await visit.open(site.address + QUERY);
      await labels(visit, 3);
      return { rate: null, seen: 'labels again with its server gone' };
    } finally {
      await site.leave();
    }
  },
};
