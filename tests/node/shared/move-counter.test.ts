import { expect, it } from 'vitest';
import { MoveCounter } from '../../../src/core/metrics/move-counter.ts';

it('counts what was copied since it was asked last', () => {
  const moves = new MoveCounter();
  moves.copied();
  moves.copied(3);
  expect(moves.take()).toEqual({ copies: 4, readbacks: 0 });
  expect(moves.take()).toEqual({ copies: 0, readbacks: 0 });
});

it('adds what a device has counted since, and nothing from before', () => {
  const device = { copies: 5, readbacks: 7 };
  const moves = new MoveCounter(device);
  device.readbacks += 2;
  moves.copied();
  device.copies += 1;
  expect(moves.take()).toEqual({ copies: 2, readbacks: 2 });
  expect(moves.take()).toEqual({ copies: 0, readbacks: 0 });
});
