import type { Section } from './row.ts';
import { benchApart } from './sections/apart.ts';
import { benchBatch } from './sections/batch.ts';
import { benchBlur } from './sections/blur.ts';
import { benchCalls } from './sections/calls.ts';
import { benchCold } from './sections/cold.ts';
import { benchCopies } from './sections/copies.ts';
import { benchDriving } from './sections/driving.ts';
import { benchEndurance } from './sections/endurance.ts';
import { benchInference } from './sections/inference.ts';
import { benchLive } from './sections/live.ts';
import { benchOutside } from './sections/outside.ts';
import { benchStreet } from './sections/street.ts';
import { benchSegment } from './sections/segment.ts';
import { benchThings } from './sections/things.ts';
import { benchWays } from './sections/ways.ts';

/** The parts of the bench by name, in the order in which they are run and reported. Each can be run alone. */
export const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  segment: benchSegment,
  ways: benchWays,
  batch: benchBatch,
  maps: benchCopies,
  calls: benchCalls,
  inference: benchInference,
  driving: benchDriving,
  cold: benchCold,
  blur: benchBlur,
  outside: benchOutside,
  live: benchLive,
  street: benchStreet,
  apart: benchApart,
  things: benchThings,
  endurance: benchEndurance,
};
