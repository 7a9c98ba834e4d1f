import { afterEach, expect, it, vi } from 'vitest';
import { DEFAULT_VIEW } from '../../src/core/view/view.ts';
import type { PlayerSettings } from '../../src/live/player/player-settings.ts';
import { pagePlayer } from '../../src/live/player/page-player.ts';
import type { Player } from '../../src/live/player/player.ts';
import { addressOf, picture } from './models/own-model.ts';

const SETTINGS: PlayerSettings = { model: 'tiny', backend: 'wasm', sameOrigin: true };

const players: Player[] = [];
afterEach(() => {
  players.splice(0).forEach((player) => player.close());
  vi.unstubAllGlobals();
});

/** The address of a red picture with a spot of blue: a 64th of it. */
async function spotted(): Promise<string> {
  const canvas = new OffscreenCanvas(64, 64);
  const pixels = picture(64, 64, (x, y) => (x < 8 && y < 8 ? [0, 0, 255] : [255, 0, 0]));
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return addressOf(await canvas.convertToBlob(), 'image/png');
}

/** A player that shows that picture, supervised by one who mends nothing. */
async function watched() {
  const source = await spotted();
  /** The share of blue in each frame that was labelled. */
  const blue: (number | undefined)[] = [];
  const phases: string[] = [];
  let pictures = 0;
  const player = pagePlayer(SETTINGS, {
    onChange: () => player.progress && phases.push(player.progress.phase),
    onFrame: ({ shares }) => blue.push(shares[3]),
    onCanvas: () => undefined,
    onPicture: (each) => {
      if (each) pictures += 1;
      each?.frame.close();
    },
    onError: (error) => expect.unreachable(error.message),
  });
  players.push(player);
  player.supervise({ onFault: ({ error }) => expect.unreachable(error.message) });
  player.presentation.setView(DEFAULT_VIEW);
  await player.open(source);
  await expect.poll(() => blue).toEqual([1 / 64]);
  const restart = (settings: PlayerSettings): Promise<void> => {
    player.settings = settings;
    return player.supervision.restartSource(source);
  };
  return { player, blue, phases, restart, pictures: () => pictures };
}

/** Counts the workers that are started from now on. */
function started(): { count: number } {
  const workers = { count: 0 };
  const Own = Worker;
  vi.stubGlobal(
    'Worker',
    class extends Own {
      constructor(script: string | URL, options?: WorkerOptions) {
        super(script, options);
        workers.count += 1;
      }
    },
  );
  return workers;
}

it('a standby worker labels as is set when it takes over, whenever it was opened', async () => {
  const { player, blue } = await watched();
  const workers = started();
  player.supervision.standBy();
  player.presentation.setRefine({ minRegion: 64 });
  await player.supervision.newWorker('replace');
  await expect.poll(() => blue).toEqual([1 / 64, 0]);
  expect(workers.count).toBe(1);
  player.supervision.standBy();
  player.presentation.setRefine(null);
  await player.supervision.newWorker('replace');
  await expect.poll(() => blue).toEqual([1 / 64, 0, 1 / 64]);
  expect(workers.count).toBe(2);
});

it('nobody hears how far a standby worker has come', async () => {
  const { player, blue, phases } = await watched();
  phases.splice(0);
  player.supervision.standBy();
  await player.supervision.newWorker('replace');
  await expect.poll(() => blue).toHaveLength(2);
  expect(new Set(phases)).toEqual(new Set(['first-frame']));
  expect(player.progress).toBeNull();
});

it('a worker that was put aside while its pictures were captured hands out none when it is back', async () => {
  const { player, blue, restart, pictures } = await watched();
  const workers = started();
  player.presentation.setCaptured(true);
  await expect.poll(() => pictures()).toBeGreaterThan(0);
  await restart({ ...SETTINGS, mirror: true });
  await expect.poll(() => blue).toHaveLength(2);
  player.presentation.setCaptured(false);
  // what was on its way has come
  await player.probe(0, 0);
  const before = pictures();
  await restart(SETTINGS);
  await expect.poll(() => blue).toHaveLength(3);
  expect(workers.count).toBe(1);
  player.presentation.setView({ ...DEFAULT_VIEW, overlay: 'outline' });
  await player.probe(0, 0);
  player.presentation.setCaptured(true);
  await expect.poll(() => pictures()).toBeGreaterThan(before);
  expect(pictures() - before).toBe(1);
});
